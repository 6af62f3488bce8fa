// Owns the servers that socket tests open sockets to: the real `socket.io`, and plain WebSockets that do whatever the test
// tells them. Closed by `closeServers` after each test.
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server as SocketIoServer, type ServerOptions } from 'socket.io'
import { WebSocketServer, type WebSocket } from 'ws'

const closers: (() => void)[] = []

export function closeServers(): void {
  for (const close of closers.splice(0)) close()
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  // Safe: a server that listens on TCP has such an address.
  return (server.address() as AddressInfo).port
}

function urlOf(port: number): URL {
  return new URL(`ws://127.0.0.1:${port}/adp/v2/chat/conn/?EIO=4&transport=websocket`)
}

/** The real server, which accepts the token `good` and refuses every other in words. */
export async function startSocketIo(
  options: Partial<ServerOptions> = {},
): Promise<{ io: SocketIoServer; url: URL }> {
  const server = createServer()
  const io = new SocketIoServer(server, { path: '/adp/v2/chat/conn/', transports: ['websocket'], ...options })
  io.use((socket, next) => {
    next(socket.handshake.auth['token'] === 'good' ? undefined : new Error('460001: refused'))
  })
  const port = await listen(server)
  closers.push(() => void io.close())
  return { io, url: urlOf(port) }
}

/** A server that does with each WebSocket what the test says. */
export async function startPlain(onSocket: (socket: WebSocket) => void): Promise<URL> {
  const server = createServer()
  const sockets = new WebSocketServer({ server, maxPayload: 64 * 1024 * 1024 })
  sockets.on('connection', (socket) => {
    socket.on('error', () => undefined)
    onSocket(socket)
  })
  closers.push(() => {
    for (const client of sockets.clients) client.terminate()
  })
  return urlOf(await listen(server))
}

/** A web server that knows nothing of WebSockets. */
export async function startHttp(listener: RequestListener): Promise<URL> {
  return urlOf(await listen(createServer(listener)))
}

export const openPacket = '0{"sid":"s","upgrades":[],"pingInterval":25000,"pingTimeout":5000}'

/** The server's part of a good handshake, then whatever the test says. */
export function accept(socket: WebSocket, then: (frame: string) => void = () => undefined): void {
  socket.send(openPacket)
  socket.on('message', (data) => {
    const frame = String(data)
    if (frame.startsWith('40')) socket.send('40{"sid":"t"}')
    else then(frame)
  })
}

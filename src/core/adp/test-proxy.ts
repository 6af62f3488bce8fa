// Owns a proxy for tests on the loopback interface: it takes CONNECT, leads every host that is asked for to one port of this
// computer, and writes down what it was asked for.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface TestProxy {
  readonly url: URL
  /** `HOST:PORT` of every tunnel that was asked for. */
  readonly asked: string[]
  /** What the last one to ask showed as its credentials. */
  authorization: string | undefined
}

/** `status` other than 200 refuses every tunnel. */
export async function startTestProxy(leadsTo: number, status = 200): Promise<TestProxy> {
  const server = createServer()
  const sockets = new Set<{ destroy(): void }>()
  server.on('connect', (request, socket) => {
    sockets.add(socket)
    proxy.asked.push(request.url ?? '')
    proxy.authorization = request.headers['proxy-authorization']
    socket.on('error', () => undefined)
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} Refused\r\ncontent-length: 0\r\n\r\n`)
      return
    }
    const onward = connect(leadsTo, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    sockets.add(onward)
    onward.on('error', () => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  // Safe: a server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo
  const proxy: TestProxy = { url: new URL(`http://127.0.0.1:${port}`), asked: [], authorization: undefined }
  return proxy
}

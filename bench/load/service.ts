// A service that costs its clients as little as can be, for measuring them: it speaks just enough of v2 to answer every
// question with one text, in pieces that were encoded before, at a steady pace or as fast as they are taken. Runs as a
// process of its own: service.ts OPTIONS, the options as JSON; tells its parent the port.
import { createServer } from 'node:http'
import type { Writable } from 'node:stream'
import { WebSocketServer } from 'ws'
import {
  createAnswer,
  createPieces,
  encodeServerSentEvent,
  encodeSocketFrame,
  type EncodeEvent,
  type StreamedTurn,
} from '../answer-stream.ts'

export interface LoadOptions {
  /** Of the text of each answer. */
  readonly pieces: number
  /** Pieces a second of each answer; null for as fast as they are taken, in batches that are written at once. */
  readonly perSecond: number | null
}

const batchSize = 64
const tickMs = 2
/** So much waits for the client that it never waits for the service. */
const maxWaitingBytes = 4 * 1024 * 1024

// Safe: written by start-process.ts, from such options.
const { pieces, perSecond } = JSON.parse(process.argv[2] ?? '') as LoadOptions

/** What an answer still has to send, and where. */
interface Stream {
  readonly target: Writable
  readonly packets: readonly Buffer[]
  readonly isSse: boolean
  next: number
  dueAt: number
}

const streams = new Set<Stream>()

const server = createServer((request, response) => {
  void readBody(request).then((body) => {
    if (request.url === '/token') {
      response.end(JSON.stringify({ token: 'token-for-measuring' }))
      return
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
    response.once('close', () => forget(response))
    start(response, readTurn(JSON.parse(body)), encodeServerSentEvent, true)
  })
})

const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
server.on('upgrade', (request, connection, head) => {
  connection.once('close', () => forget(connection))
  sockets.handleUpgrade(request, connection, head, (socket) => {
    const heart = { sid: 's', upgrades: [], pingInterval: 60_000, pingTimeout: 60_000, maxPayload: 1e8 }
    socket.send(`0${JSON.stringify(heart)}`)
    socket.on('message', (data) => {
      // Safe: ws gives one buffer as long as nothing else is asked of it.
      const text = (data as Buffer).toString()
      if (text.startsWith('40')) socket.send('40{"sid":"c"}')
      if (!text.startsWith('42')) return
      // Safe: the contenders send nothing else.
      const [, body] = JSON.parse(text.slice(2)) as [string, { Request: unknown }]
      start(connection, readTurn(body.Request), encodeSocketFrame, false)
    })
  })
})

function start(target: Writable, turn: StreamedTurn, encode: EncodeEvent, isSse: boolean): void {
  const { first, middle, last } = createAnswer(turn, createPieces(pieces))
  const packets = [...first, ...middle, ...last].map(encode)
  if (perSecond === null) {
    void burst(target, packets)
    return
  }
  // Spread, as answers are that began at different moments.
  const dueAt = performance.now() + Math.random() * (1000 / perSecond)
  const stream: Stream = { target, packets, isSse, next: 0, dueAt }
  streams.add(stream)
}

function forget(target: Writable): void {
  for (const stream of streams) if (stream.target === target) streams.delete(stream)
}

async function burst(target: Writable, packets: readonly Buffer[]): Promise<void> {
  for (let at = 0; at < packets.length; at += batchSize) {
    target.write(Buffer.concat(packets.slice(at, at + batchSize)))
    if (target.writableLength > maxWaitingBytes) await new Promise((resolve) => target.once('drain', resolve))
  }
}

setInterval(() => {
  const now = performance.now()
  for (const stream of streams) {
    while (stream.dueAt <= now && stream.next < stream.packets.length) {
      stream.target.write(stream.packets[stream.next])
      stream.next += 1
      stream.dueAt += 1000 / (perSecond ?? 1)
    }
    if (stream.next < stream.packets.length) continue
    streams.delete(stream)
    if (stream.isSse) stream.target.end()
  }
}, tickMs)

function readTurn(request: unknown): StreamedTurn {
  // Safe: the contenders send nothing else.
  const { RequestId, ConversationId } = request as { RequestId: string; ConversationId: string }
  return { requestId: RequestId, conversationId: ConversationId }
}

async function readBody(request: AsyncIterable<unknown>): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object') process.send?.(address?.port)
})
process.on('disconnect', () => process.exit())

// The bytes alone, from where they arrive: nothing is made of them. How many pieces a read has brought is known from their
// mean size, so that the same span is measured as with the others.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import {
  createAnswer,
  createPieces,
  encodeServerSentEvent,
  encodeSocketFrame,
  type EncodeEvent,
} from '../../answer-stream.ts'
import { createQuestions, socketPath, ssePath } from '../questions.ts'
import type { Contender } from '../task.ts'

export const drainHttp: Contender = async (task, onPieces) => {
  await Promise.all(
    createQuestions(task.streams).map(async (question) => {
      const post = request(`${task.serviceUrl}${ssePath}`, { method: 'POST', agent: false })
      post.end(JSON.stringify(question))
      // Safe: Node's documentation names the arguments of the event.
      const [response] = (await once(post, 'response')) as [IncomingMessage]
      await drain(response, { encode: encodeServerSentEvent, count: task.pieces }, onPieces)
    }),
  )
}

export const drainSocket: Contender = async ({ serviceUrl, streams, sockets, pieces }, onPieces) => {
  const count = streams / sockets
  await Promise.all(
    Array.from({ length: sockets }, async () => {
      const socket = await upgrade(serviceUrl)
      for (const Request of createQuestions(count)) {
        socket.write(encodeMaskedFrame(`42${JSON.stringify(['request', { Type: 'request', Request }])}`))
      }
      await drain(socket, { encode: encodeSocketFrame, count: pieces * count }, onPieces)
      socket.destroy()
    }),
  )
}

async function upgrade(serviceUrl: string): Promise<Socket> {
  const asking = request(`${serviceUrl}${socketPath}?EIO=4&transport=websocket`, {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    },
  })
  asking.end()
  // Safe: Node's documentation names the arguments of the event.
  const [, socket] = (await once(asking, 'upgrade')) as [IncomingMessage, Socket]
  return socket
}

/** Resolves when the pieces of so many answers have been read from this body. */
function drain(
  body: Readable,
  { encode, count }: { readonly encode: EncodeEvent; readonly count: number },
  onPieces: (count: number) => void,
): Promise<void> {
  const { middle } = createAnswer(
    { requestId: randomUUID(), conversationId: randomUUID() },
    createPieces(700),
  )
  const meanBytes = middle.reduce((sum, event) => sum + encode(event).length, 0) / middle.length
  let length = 0
  let told = 0
  return new Promise((resolve) => {
    body.on('data', (chunk: Buffer) => {
      length += chunk.length
      const received = Math.min(count, Math.floor(length / meanBytes))
      onPieces(received - told)
      told = received
      if (told === count) resolve()
    })
  })
}

/** A WebSocket frame as a client has to send it; the mask is zero. */
function encodeMaskedFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  const { length } = payload
  return Buffer.concat([Buffer.from([0x81, 0x80 | 126, length >> 8, length & 255, 0, 0, 0, 0]), payload])
}

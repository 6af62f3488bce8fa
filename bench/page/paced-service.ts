// A service that streams one long answer at an exact pace, to the program over v2 and to the pages that it is compared with
// over a plain WebSocket: the same pieces at the same moments. What is asked for stands in the question, as task.ts spells it.
// Runs as a process of its own: paced-service.ts FOLDER, where the other pages are; tells its parent the port.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { WebSocketServer } from 'ws'
import { createAnswer, encodeServerSentEvent } from '../answer-stream.ts'
import { createMarkdown, createNumbered, cutEvenly } from './answer-text.ts'
import { readTask, type StreamTask } from './task.ts'

const folder = process.argv[2] ?? ''
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** When each piece of the last answer was handed to the system, in milliseconds since the epoch. */
let sentAt: number[] = []

const server = createServer((request, response) => {
  void (async () => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    if (path === '/sent') {
      response.end(JSON.stringify(sentAt))
    } else if (request.method === 'POST') {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      // Safe: only the program that is measured asks here.
      const question = JSON.parse(body) as {
        RequestId: string
        ConversationId: string
        Contents: { Text?: string }[]
      }
      const task = readTask(question.Contents[0]?.Text ?? '')
      const { first, middle, last } = createAnswer(
        { requestId: question.RequestId, conversationId: question.ConversationId },
        createTexts(task),
      )
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(Buffer.concat(first.map(encodeServerSentEvent)))
      response.socket?.setNoDelay(true)
      const packets = middle.map(encodeServerSentEvent)
      await pace(task, packets.length, (index) => void response.write(packets[index]))
      response.end(Buffer.concat(last.map(encodeServerSentEvent)))
    } else {
      const file = join(folder, path.replaceAll('..', ''))
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
      response.end(await readFile(file))
    }
  })().catch(() => response.destroy())
})

const sockets = new WebSocketServer({ server, perMessageDeflate: false })
sockets.on('connection', (socket) => {
  socket.on('message', (data) => {
    // Safe: ws gives one buffer as long as nothing else is asked of it.
    const task = readTask((data as Buffer).toString())
    const texts = createTexts(task)
    void pace(task, texts.length, (index) => socket.send(texts[index] ?? '')).then(() => socket.close())
  })
})

function createTexts({ characters, perSecond, seconds, isNumbered }: StreamTask): string[] {
  const count = perSecond * seconds
  return isNumbered ? createNumbered(count) : cutEvenly(createMarkdown(characters), count)
}

/** Sends each piece when it is due, never two before their time; resolves a moment behind the last. */
async function pace({ perSecond }: StreamTask, count: number, send: (index: number) => void): Promise<void> {
  const times: number[] = []
  sentAt = times
  const startedAt = performance.now()
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      while (times.length < count && performance.now() - startedAt >= (times.length * 1000) / perSecond) {
        const index = times.push(performance.timeOrigin + performance.now()) - 1
        send(index)
      }
      if (times.length < count) return
      clearInterval(timer)
      resolve()
    }, 1)
  })
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object') process.send?.(address?.port)
})
process.on('disconnect', () => process.exit())

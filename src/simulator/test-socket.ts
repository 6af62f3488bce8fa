// Owns the socket client of the simulator's own tests: keeps every frame as it came, answers pings, and knows nothing of
// Socket.IO beyond what a test tells it to send.
import { WebSocket, type RawData } from 'ws'
import type { Simulator } from './index.ts'
import type { Generation } from './scenario.ts'

export interface TestSocket {
  /** Text frames as they came; binary ones as `<bytes>`. */
  readonly frames: readonly string[]
  send(frame: string): void
  /** The first frame from this place on that matches. Rejects when the connection ends before. */
  wait(pattern: RegExp, from?: number): Promise<string>
  /** The code that the client sees at the end of the connection. */
  readonly closed: Promise<number>
  /** Stops answering pings. */
  ignorePings(): void
  /** Ends the TCP connection without a word. */
  vanish(): void
}

export const socketPaths = { v1: '/v1/qbot/chat/conn/', v2: '/adp/v2/chat/conn/' }
export const handshake = '?EIO=4&transport=websocket'

/** Those that the running test has opened. */
const opened: WebSocket[] = []

/** The test file closes them: `afterEach(closeSockets)`. */
export function closeSockets(): void {
  for (const socket of opened.splice(0)) socket.terminate()
}

export function openSocket(
  simulator: Simulator,
  generation: Generation,
  query: string = handshake,
): TestSocket {
  const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}${socketPaths[generation]}${query}`)
  opened.push(socket)
  const frames: string[] = []
  const listeners = new Set<() => void>()
  let answersPings = true
  let isClosed = false
  const notify = () => {
    for (const listener of [...listeners]) listener()
  }
  socket.on('message', (data: RawData, isBinary) => {
    const text = (data as Buffer).toString('utf8')
    frames.push(isBinary ? '<bytes>' : text)
    if (text === '2' && answersPings) socket.send('3')
    notify()
  })
  const closed = new Promise<number>((resolve) => {
    socket.on('close', (code) => {
      isClosed = true
      resolve(code)
      notify()
    })
  })
  socket.on('error', () => undefined)

  return {
    frames,
    send: (frame) => socket.send(frame),
    wait: (pattern, from = 0) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = frames.slice(from).find((frame) => pattern.test(frame))
          if (found === undefined && !isClosed) return
          listeners.delete(look)
          if (found === undefined) reject(new Error(`The connection ended before ${String(pattern)} came.`))
          else resolve(found)
        }
        listeners.add(look)
        look()
      }),
    closed,
    ignorePings() {
      answersPings = false
    },
    vanish: () => socket.terminate(),
  }
}

/** A socket that has shown a good token. */
export async function connectSocket(
  simulator: Simulator,
  generation: Generation,
  appKey: string = simulator.demoAppKey,
): Promise<TestSocket> {
  const token = simulator.issueToken(appKey, 'visitor-0001')
  const socket = openSocket(simulator, generation)
  await socket.wait(/^0/)
  socket.send(`40{"token":"${token}"}`)
  await socket.wait(/^40/)
  return socket
}

/** The name and the body of an event frame. */
export function readEventFrame(frame: string): readonly [string, Readonly<Record<string, unknown>>] {
  const [, json = ''] = /^42(\[.*\])$/s.exec(frame) ?? []
  if (json === '') throw new Error(`This is no event frame: ${frame.slice(0, 200)}`)
  return JSON.parse(json) as [string, Record<string, unknown>]
}

export function sendFrame(payload: object): string {
  return `42${JSON.stringify(['send', { payload }])}`
}

export function requestFrame(request: object): string {
  return `42${JSON.stringify(['request', { Type: 'request', Request: request }])}`
}

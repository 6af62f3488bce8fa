// Owns the simulator as a whole: an HTTP server on the loopback interface that stands in for the dialogue service. It
// routes and reads requests and keeps what was asked; what is answered is scenario-list.ts's, how it travels sse.ts's.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { appKeys } from './apps.ts'
import { encodeJson } from './json.ts'
import { documentedFraming, frameEvent } from './framing.ts'
import { paceFactor, type Pace } from './pace.ts'
import { createRandom } from './random.ts'
import { createRecordId } from './record-id.ts'
import { playScenario } from './scenario-list.ts'
import { createSessions, type Turn } from './sessions.ts'
import { performSse } from './sse.ts'
import { createV1Speaker, encodeV1Refusal } from './v1.ts'
import { parseV1Request, type V1Request } from './v1-request.ts'

export interface SimulatorOptions {
  /** Absent or 0: any free one. */
  readonly port?: number
  readonly pace?: Pace
}

interface ReceivedRequest {
  readonly path: string
  /** The parsed JSON body, or the text that was none. */
  readonly body: unknown
  /** `aborted`: the client left before the end. */
  status: 'answering' | 'answered' | 'aborted'
}

export interface Simulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly demoAppKey: string
  readonly appKeys: typeof appKeys
  /** The newest requests with a body, oldest first. */
  readonly requests: readonly Readonly<ReceivedRequest>[]
  /** Cuts everything off that still runs. */
  close(): Promise<void>
}

const host = '127.0.0.1'
const maxBodyBytes = 2 * 1024 * 1024
const maxKeptRequests = 200
const chatPath = '/v1/qbot/chat/sse'

/** Resolves when it listens; rejects when the port cannot be had. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const sessions = createSessions()
  const requests: ReceivedRequest[] = []
  const factor = paceFactor(options.pace ?? 'real')
  const closing = new AbortController()
  /** Shared by all turns, so that no id comes twice. */
  const idRandom = createRandom('ids')

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0] ?? ''
    if (path !== chatPath) return sendHttpError(response, 404, 'There is nothing at this path.')
    if (request.method !== 'POST') {
      response.setHeader('allow', 'POST')
      return sendHttpError(response, 405, 'Only POST is answered here.')
    }
    const text = await readBody(request)
    if (text === undefined) return sendHttpError(response, 413, 'The body is larger than 2 MB.')

    const body = parseBody(text)
    const received: ReceivedRequest = { path, body: body.value, status: 'answering' }
    requests.push(received)
    if (requests.length > maxKeptRequests) requests.shift()
    try {
      await answerQuestion(response, body.isJson ? body.value : undefined)
      received.status = 'answered'
    } catch (cause) {
      received.status = 'aborted'
      throw cause
    }
  }

  async function answerQuestion(response: ServerResponse, body: unknown): Promise<void> {
    const leaving = new AbortController()
    response.once('close', () => {
      if (!response.writableFinished) leaving.abort()
    })
    const request = parseV1Request(body)
    if ('code' in request) return sendRefusal(response, request.code, request.requestId)

    const turns = sessions.turns(request.app.appKey, request.visitorId, request.sessionId)
    // The same question at the same place in a session gets the same answer at the same rhythm.
    const random = createRandom(`${request.app.appKey}/${turns.length}/${request.content}`)
    const memory: Turn = {
      questionRecordId: createRecordId(idRandom, Date.now()),
      question: request.content,
      askedAt: Date.now(),
      answers: [],
    }
    const history = [...turns]
    turns.push(memory)
    await performSse(response, {
      steps: playScenario({ ...describeAsk(request), history, random }),
      speaker: createV1Speaker({ request, memory, random, idRandom, now: Date.now }),
      paceFactor: factor,
      random,
      signal: AbortSignal.any([leaving.signal, closing.signal]),
    })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((cause: unknown) => {
      // The client has left, or the simulator closes: nobody is there to be told.
      if (response.destroyed || closing.signal.aborted) return
      response.destroy()
      process.emitWarning(cause instanceof Error ? cause : String(cause))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  return {
    url: `http://${host}:${port}`,
    demoAppKey: appKeys.demo,
    appKeys,
    requests,
    async close() {
      closing.abort()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

function describeAsk(request: V1Request) {
  return {
    text: request.content,
    fileNames: request.files.map(({ file_name }) => file_name),
    hasImage: /!\[[^\]]*\]\([^)]+\)/.test(request.content),
    isReasoning: /r1/i.test(request.modelName),
    toolOutputs: request.toolOutputs,
  }
}

/** The text of the body, or undefined when it is too large. Reads to the end, so that the client can read the answer. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let byteCount = 0
  for await (const chunk of request) {
    // Without an encoding a request yields buffers only.
    const bytes = chunk as Buffer
    byteCount += bytes.length
    if (byteCount <= maxBodyBytes) chunks.push(bytes)
  }
  return byteCount <= maxBodyBytes ? Buffer.concat(chunks).toString('utf8') : undefined
}

function parseBody(text: string): { readonly isJson: boolean; readonly value: unknown } {
  try {
    return { isJson: true, value: JSON.parse(text) }
  } catch {
    return { isJson: false, value: text }
  }
}

function sendRefusal(response: ServerResponse, code: number, requestId: string): void {
  response.writeHead(200, { 'content-type': documentedFraming.contentType, 'cache-control': 'no-cache' })
  response.end(frameEvent(encodeV1Refusal(code, requestId), documentedFraming))
}

function sendHttpError(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(encodeJson({ error: { code: status, message } }))
}

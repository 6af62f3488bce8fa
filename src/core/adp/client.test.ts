import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hasEnded, type AnswerEvent } from '#shared/answer.ts'
import { conversationIdSchema } from '#shared/ids.ts'
import { startSimulator, type Simulator } from '../../simulator/index.ts'
import { systemClock, type Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import {
  createAdpClient,
  createSocketPool,
  type AdpClient,
  type AdpConnection,
  type SocketPool,
} from './client.ts'
import { createListeningPace } from './listening-pace.ts'
import { fold } from './test-fixtures.ts'
import { withoutProxy } from './proxy.ts'

const conversationId = conversationIdSchema.parse('22222222-2222-4222-8222-222222222222')
const never = new AbortController().signal

let simulator: Simulator
let lines: string[]
const pace = createListeningPace(systemClock)
let sockets: SocketPool

const log: Log = {
  info: (...line) => lines.push(JSON.stringify(line)),
  warn: (...line) => lines.push(JSON.stringify(line)),
  error: (...line) => lines.push(JSON.stringify(line)),
}

beforeEach(async () => {
  simulator = await startSimulator({ pace: 'instant' })
  lines = []
  sockets = createSocketPool({ clock: systemClock, log, random: Math.random, pace, findProxy: withoutProxy })
})

afterEach(() => {
  sockets.close()
  return simulator.close()
})

/** For services that are too busy: the seconds before a question is asked again are over at once. */
const hurriedClock: Clock = {
  ...systemClock,
  after: (delayMs, callback) => systemClock.after(delayMs < 10_000 ? 0 : delayMs, callback),
}

function connect(change: Partial<AdpConnection> = {}, clock: Clock = systemClock): AdpClient {
  const connection: AdpConnection = {
    site: 'custom',
    serviceUrl: simulator.url,
    appKey: simulator.demoAppKey,
    visitorId: 'visitor-1',
    accessMethod: 'automatic',
    protocolVersion: 'v1',
    ...change,
  }
  const report = { onAccepted: () => undefined, onSocketState: () => undefined }
  return createAdpClient(connection, report, {
    clock,
    log,
    random: Math.random,
    pace,
    findProxy: withoutProxy,
    sockets,
  })
}

async function ask(client: AdpClient, text: string, signal: AbortSignal = never): Promise<AnswerEvent[]> {
  const events: AnswerEvent[] = []
  const question = { requestId: 'request-1', conversationId, text }
  await client.ask(question, (batch) => events.push(...batch), signal)
  return events
}

/** Waits until the only request has come so far. */
async function waitForRequest(status: 'answering' | 'aborted'): Promise<void> {
  await expect
    .poll(() => simulator.requests.map((request) => request.status), { timeout: 10_000 })
    .toEqual([status])
}

function endsIn(events: readonly AnswerEvent[]): unknown {
  const ends = events.filter((event) => event.type === 'answer-end')
  return ends.length === 1 && events.at(-1) === ends[0] ? [ends[0]?.status, ends[0]?.failure?.code] : ends
}

describe('a question', () => {
  it('is sent with what the service needs, and no more', async () => {
    await ask(connect(), '/say Hello')
    expect(simulator.requests).toEqual([
      {
        path: '/v1/qbot/chat/sse',
        status: 'answered',
        body: {
          request_id: 'request-1',
          session_id: conversationId,
          bot_app_key: simulator.demoAppKey,
          visitor_biz_id: 'visitor-1',
          content: '/say Hello',
          incremental: false,
          streaming_throttle: 10,
          stream: 'enable',
        },
      },
    ])
  })

  it('gets an answer that folds to what was said', async () => {
    const message = fold(await ask(connect(), '/say Grüße, 世界 👋🏽 — all of it.'))
    expect([
      message.status,
      message.parts.filter((part) => part.type === 'text').map((part) => part.text),
    ]).toEqual(['complete', ['Grüße, 世界 👋🏽 — all of it.']])
  })

  it.each<[string, string, string | undefined]>([
    ['/think', 'complete', undefined],
    ['/two', 'complete', undefined],
    ['/after-final', 'complete', undefined],
    ['/nasty', 'complete', undefined],
    ['/big-line', 'complete', undefined],
    ['/evil', 'refused', 'question-refused'],
    ['/evil-answer', 'refused', 'answer-refused'],
    ['/error 460032', 'failed', 'quota-used-up'],
    ['/error-mid', 'failed', 'service-failed'],
    ['/http 500', 'failed', 'unavailable'],
    ['/http 404', 'failed', 'not-adp'],
    ['/http 302', 'failed', 'not-adp'],
    ['/html', 'failed', 'not-adp'],
    ['/no-final', 'interrupted', 'cut-off'],
    ['/drop', 'interrupted', 'cut-off'],
    ['/cut-utf8', 'interrupted', 'cut-off'],
    ['/no-events', 'interrupted', 'cut-off'],
  ])('%s ends once, as %s %s', async (text, status, code) => {
    expect(endsIn(await ask(connect(), text))).toEqual([status, code])
  })

  it('/json-error ends once, as failed busy, when it was asked again in vain', async () => {
    expect(endsIn(await ask(connect({}, hurriedClock), '/json-error'))).toEqual(['failed', 'busy'])
  })

  it.each<[Partial<AdpConnection>, string]>([
    [{ appKey: 'NoSuchAppKey99' }, 'key-refused'],
    [{ serviceUrl: 'http://adp.example.com' }, 'not-secure'],
    [{ serviceUrl: 'nonsense' }, 'invalid-input'],
  ])('over a connection with %j fails with %s', async (change, code) => {
    expect(endsIn(await ask(connect(change), 'Hi'))).toEqual(['failed', code])
  })
})

describe('stopping', () => {
  it('before the question is sent sends nothing', async () => {
    const events = await ask(connect(), 'Hi', AbortSignal.abort())
    expect([events, simulator.requests]).toEqual([[{ type: 'answer-end', status: 'stopped' }], []])
  })

  it('in the middle closes the request and keeps what was said', async () => {
    const stop = new AbortController()
    const events: AnswerEvent[] = []
    const onEvents = (batch: readonly AnswerEvent[]): void => {
      events.push(...batch)
      if (batch.some(({ type }) => type === 'text-delta')) stop.abort()
    }
    await connect().ask({ requestId: 'r', conversationId, text: '/stall' }, onEvents, stop.signal)
    await waitForRequest('aborted')
    expect([endsIn(events), fold(events).parts.some((part) => part.type === 'text')]).toEqual([
      ['stopped', undefined],
      true,
    ])
  })

  it('while the service is silent ends the answer at once', async () => {
    const stop = new AbortController()
    const asked = ask(connect(), '/silent', stop.signal)
    await waitForRequest('answering')
    stop.abort()
    expect(await asked).toEqual([{ type: 'answer-end', status: 'stopped' }])
  })
})

describe('two questions at once', () => {
  it('get their own answers from one client', async () => {
    const client = connect()
    const answers = await Promise.all(['/say One', '/say Two'].map((text) => ask(client, text)))
    expect(answers.map(fold).map((message) => message.parts.at(-1))).toMatchObject([
      { text: 'One' },
      { text: 'Two' },
    ])
  })
})

describe('the AppKey', () => {
  const canary = 'CanaryKey-4711-0815'

  async function askServer(listener: RequestListener): Promise<AnswerEvent[]> {
    const server = createServer(listener).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const events = await ask(connect({ appKey: canary, serviceUrl: `http://127.0.0.1:${port}` }), 'Hi')
    server.closeAllConnections()
    server.close()
    return events
  }

  it.each<[string, RequestListener]>([
    [
      'an error event',
      (_request, response) => {
        response.setHeader('content-type', 'text/event-stream')
        response.end(
          `data:{"type":"error","error":{"code":4505004,"message":"APPKEY ${canary} invalid"}}\n\n`,
        )
      },
    ],
    [
      'an unknown and a broken event',
      (_request, response) => {
        response.setHeader('content-type', 'text/event-stream')
        response.end(
          `data:{"type":"request","body":"${canary}"}\n\ndata:${canary}\n\nevent:${canary}\ndata:{}\n\n`,
        )
      },
    ],
    ['an error page', (_request, response) => response.writeHead(500).end(canary)],
    ['a connection that ends', (request) => request.socket.destroy()],
    ['a redirect', (_request, response) => response.writeHead(302, { location: `/${canary}` }).end()],
  ])('does not come back in %s, nor in the log', async (_way, listener) => {
    const events = await askServer(listener)
    expect([hasEnded(fold(events)), `${JSON.stringify(events)}${lines.join('\n')}`.includes(canary)]).toEqual(
      [true, false],
    )
  })
})

describe('the log', () => {
  it('tells that a question was asked and how its answer ended, and not what was said', async () => {
    await ask(connect({}, hurriedClock), '/error 460011')
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      ['adp.asked', { requestId: 'request-1' }],
      ['adp.ended', { requestId: 'request-1', status: 'failed', code: 'busy', remoteCode: 460011 }],
    ])
  })
})

describe('what a person did with a card', () => {
  const widgetAction = { widgetId: 'w', runId: 'r', actionType: 'book', payload: '{"to":"Bern"}' }
  const question = { requestId: '33333333333333333333333333333333', conversationId, text: 'Book: Bern' }

  async function askWith(version: 'v1' | 'v2', actionType: string) {
    const events: AnswerEvent[] = []
    await connect({ protocolVersion: version }).ask(
      { ...question, widgetAction: { ...widgetAction, actionType } },
      (told) => events.push(...told),
      never,
    )
    const { parts, status, failure } = fold(events)
    const words = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join()
    return [status, failure?.code ?? words]
  }

  it('is told in v2 as it is', async () => {
    expect(await askWith('v2', 'book')).toEqual(['complete', 'The widget w said book with {"to":"Bern"}.'])
  })

  it('cannot be told in v1', async () => {
    expect(await askWith('v1', 'book')).toEqual(['failed', 'action-needs-v2'])
  })

  it('is asked by its words in v1 when it has some to say', async () => {
    const [status, words] = await askWith('v1', 'sys.chat')
    expect([status, words === 'action-needs-v2']).toEqual(['complete', false])
  })
})

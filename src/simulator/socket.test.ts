// The life of a socket: handshake, heartbeat, tokens, many turns at once, how it ends.
import { afterEach, expect, it } from 'vitest'
import type { Simulator } from './index.ts'
import type { Generation } from './scenario.ts'
import { askEvents, closeSimulators, finalTexts, openSimulator, until } from './test-client.ts'
import {
  closeSockets,
  connectSocket,
  handshake,
  openSocket,
  readEventFrame,
  requestFrame,
  sendFrame,
  socketPaths,
} from './test-socket.ts'
import { askV2, at, completedTexts, conversationId } from './test-v2-client.ts'

afterEach(async () => {
  closeSockets()
  await closeSimulators()
})

const generations = ['v1', 'v2'] as const

/** The client learns of the end before the server does. */
function allClosed(simulator: Simulator): Promise<unknown> {
  return until(() => simulator.sockets.open === 0)
}

async function askHistory(simulator: Simulator, generation: Generation): Promise<string> {
  return generation === 'v1'
    ? String(finalTexts(await askEvents(simulator, '/history'))[0])
    : String(completedTexts(await askV2(simulator, '/history'))[0]?.[1])
}

function v1Question(content: string, members: object = {}): string {
  return sendFrame({ request_id: 'req-0001', session_id: 'sess-0001', content, ...members })
}

function v2Question(text: string, members: object = {}): string {
  return requestFrame({
    RequestId: '4feb312a14e94161bfe2767c43ae0524',
    ConversationId: conversationId,
    Contents: [{ Type: 'text', Text: text }],
    Incremental: true,
    ...members,
  })
}

const questions = { v1: v1Question, v2: v2Question }
/** The last frame of an ordinary turn. */
const lastFrames = {
  v1: /^42\["reply",.*"is_final":true,"is_from_self":false/,
  v2: /^42\["response\.completed"/,
}

it.each(generations)('greets a client of %s with the documented packets', async (generation) => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, generation)
  expect(socket.frames).toEqual([
    expect.stringMatching(
      /^0\{"sid":"[0-9a-f]{20}","upgrades":\[\],"pingInterval":25000,"pingTimeout":5000\}$/,
    ),
    expect.stringMatching(/^40\{"sid":"[0-9a-f]{20}"\}$/),
  ])
})

it('takes the further member of the query that the second document shows', async () => {
  const simulator = await openSimulator()
  const socket = openSocket(simulator, 'v2', '?language=zh-CN&EIO=4&transport=websocket')
  expect(await socket.wait(/^0/)).toContain('"sid"')
})

it.each([
  ['polling', `${socketPaths.v2}?EIO=4&transport=polling`, 400],
  ['another protocol version', `${socketPaths.v1}?EIO=3&transport=websocket`, 400],
  ['a path without its last slash', `${socketPaths.v1.slice(0, -1)}${handshake}`, 404],
  ['a path that is no socket’s', `/adp/v2/chat${handshake}`, 405],
])('answers %s by HTTP with an error', async (_what, path, status) => {
  const simulator = await openSimulator()
  const response = await fetch(`${simulator.url}${path}`)
  expect(response.status).toBe(status)
})

it('refuses to upgrade what is no handshake', async () => {
  const simulator = await openSimulator()
  const socket = openSocket(simulator, 'v1', '?EIO=3&transport=websocket')
  expect([await socket.closed, simulator.sockets.opened]).toEqual([1006, 0])
})

it.each(generations)('pings a client of %s and keeps it as long as it answers', async (generation) => {
  const simulator = await openSimulator({ pingIntervalMs: 30, pingTimeoutMs: 5000 })
  const socket = await connectSocket(simulator, generation)
  await until(() => socket.frames.filter((frame) => frame === '2').length >= 3)
  expect([
    socket.frames[0]?.includes('"pingInterval":30,"pingTimeout":5000'),
    simulator.sockets.open,
  ]).toEqual([true, 1])
})

it('drops a client that does not answer a ping in time, without a close frame', async () => {
  const simulator = await openSimulator({ pingIntervalMs: 20, pingTimeoutMs: 60 })
  const socket = openSocket(simulator, 'v1')
  socket.ignorePings()
  await socket.wait(/^2$/)
  const pingedAt = Date.now()
  const code = await socket.closed
  const waitedMs = Date.now() - pingedAt
  await allClosed(simulator)
  expect([code, waitedMs >= 50, simulator.sockets]).toEqual([
    1006,
    true,
    { opened: 1, accepted: 0, refused: 0, open: 0, closedByClient: 0, closedByServer: 1 },
  ])
})

it.each([
  ['unknown', () => 'no-token-at-all'],
  ['absent', () => undefined],
])('refuses a token that is %s: by 44 in v1, by an error and an abrupt end in v2', async (_what, token) => {
  const simulator = await openSimulator()
  const [v1, v2] = [openSocket(simulator, 'v1'), openSocket(simulator, 'v2')]
  for (const socket of [v1, v2]) {
    await socket.wait(/^0/)
    socket.send(`40${JSON.stringify({ token: token() })}`)
  }
  expect([await v1.closed, v1.frames.slice(1), await v2.closed, v2.frames.slice(1)]).toEqual([
    1005,
    ['44{"message":"460001: Token 校验失败"}'],
    1006,
    [
      expect.stringMatching(
        /^42\["error",\{"Type":"error","Error":\{"Code":460001,"Message":"Token 校验失败","RequestId":"","TraceId":"[0-9a-f]{32}"\}\}\]$/,
      ),
      '41',
    ],
  ])
})

it('takes a token once and not after its time', async () => {
  let now = 1_771_812_105_000
  const simulator = await openSimulator({ now: () => now })
  const outcomes: (string | undefined)[] = []
  const show = async (token: string) => {
    const socket = openSocket(simulator, 'v2')
    await socket.wait(/^0/)
    socket.send(`40{"token":"${token}"}`)
    outcomes.push((await socket.wait(/^4/)).slice(0, 2))
  }
  const [used, old, fresh] = [1, 2, 3].map(() => simulator.issueToken(simulator.demoAppKey, 'visitor-0001'))
  await show(used ?? '')
  await show(used ?? '')
  now += 59_999
  await show(fresh ?? '')
  now += 1
  await show(old ?? '')
  expect([outcomes, simulator.sockets]).toEqual([
    ['40', '42', '40', '42'],
    expect.objectContaining({ opened: 4, accepted: 2, refused: 2 }),
  ])
})

it('answers a question of v1 with the payload alone, named in the frame', async () => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v1')
  socket.send(v1Question('/say 15 days.'))
  await socket.wait(lastFrames.v1)
  const [echo] = socket.frames.slice(2)
  expect([
    echo?.startsWith(
      '42["reply",{"payload":{"can_feedback":false,"can_rating":false,"content":"/say 15 days.",',
    ),
    socket.frames.slice(2).map((frame) => readEventFrame(frame)[0]),
    Object.keys(readEventFrame(echo ?? '')[1]),
  ]).toEqual([true, ['reply', 'token_stat', 'token_stat', 'reply', 'token_stat', 'reply'], ['payload']])
})

it('answers a question of v2 with the event itself, named twice, and no marker at the end', async () => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v2')
  socket.send(v2Question('/say You get 15 days.'))
  await socket.wait(lastFrames.v2)
  const events = socket.frames.slice(2).map(readEventFrame)
  expect([events.map(([name]) => name), events.every(([name, body]) => body['Type'] === name)]).toEqual([
    [
      'request_ack',
      'response.created',
      'response.processing',
      'response.processing',
      'message.added',
      'content.added',
      'text.delta',
      'text.delta',
      'message.processing',
      'text.delta',
      'text.delta',
      'message.done',
      'response.completed',
    ],
    true,
  ])
})

it('wraps an error of v1 in a payload on a socket', async () => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v1')
  socket.send(v1Question('/error 460011'))
  expect(readEventFrame(await socket.wait(/^42\["error"/))).toEqual([
    'error',
    {
      payload: {
        error: { code: 460011, message: '超出并发数限制' },
        request_id: 'req-0001',
        trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    },
  ])
})

it('knows who asks from the token, whatever the question says', async () => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v1')
  socket.send(v1Question('/say hi', { bot_app_key: 'nobody', visitor_biz_id: 'someone-else' }))
  await socket.wait(lastFrames.v1)
  expect(finalTexts(await askEvents(simulator, '/history'))).toEqual([
    'The session has 1 earlier question.\n- /say hi\n  - 2 characters',
  ])
})

it.each(generations)(
  'carries many turns of several sessions at once over one socket of %s',
  async (generation) => {
    const simulator = await openSimulator()
    const socket = await connectSocket(simulator, generation)
    const names = ['north', 'south', 'east', 'west']
    for (const [index, name] of names.entries()) {
      const id = String(index).repeat(36)
      const members =
        generation === 'v1'
          ? { request_id: name, session_id: `session-${name}`, incremental: false }
          : { RequestId: id, ConversationId: id, Incremental: false }
      socket.send(questions[generation](`/say ${name} ${'and on '.repeat(20)}`, members))
    }
    await until(() => socket.frames.filter((frame) => lastFrames[generation].test(frame)).length === 4)
    const events = socket.frames.slice(2).map(readEventFrame)
    const owner = (body: unknown) => at(body, 'payload.record_id') ?? at(body, 'MessageId')
    const switches = events.filter(([, body], index) => owner(body) !== owner(events[index - 1]?.[1])).length
    const texts = events.map(([, body]) => at(body, 'payload.content') ?? at(body, 'Text'))
    expect([
      names.map((name) => texts.includes(`${name} ${'and on '.repeat(20)}`.trim())),
      switches > events.length / 2,
    ]).toEqual([[true, true, true, true], true])
  },
)

it.each([
  ['an event of the other generation', 'v2', '42["send",{"payload":{"content":"hi"}}]'],
  ['a payload around a request', 'v2', '42["request",{"payload":{"Type":"request","Request":{}}}]'],
  ['an event of the other generation', 'v1', '42["request",{"Type":"request","Request":{}}]'],
  ['an unknown event', 'v1', '42["typing",{"payload":{}}]'],
  ['an unknown event', 'v2', '42["typing",{"Type":"typing"}]'],
] as const)('answers %s on a socket of %s with error 460002', async (_what, generation, frame) => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, generation)
  socket.send(frame)
  const [, body] = readEventFrame(await socket.wait(/^42\["error"/))
  expect([at(body, 'payload.error.code') ?? at(body, 'Error.Code'), simulator.received.length]).toEqual([
    460002, 1,
  ])
})

it.each(generations)('answers a question before the token with error 460002 in %s', async (generation) => {
  const simulator = await openSimulator()
  const socket = openSocket(simulator, generation)
  await socket.wait(/^0/)
  socket.send(questions[generation]('Hello'))
  expect(await socket.wait(/^42/)).toContain('460002')
})

it('answers a request of v2 without its type or with a bad body with error 400', async () => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v2')
  socket.send('42["request",{"Request":{}}]')
  await socket.wait(/"Code":400/)
  socket.send(requestFrame({ ConversationId: 'short', Contents: [{ Type: 'text', Text: 'hi' }] }))
  await socket.wait(/"Code":400/, 3)
  expect(simulator.requests.map(({ path, status }) => [path, status])).toEqual([[socketPaths.v2, 'answered']])
})

it('stops an answer of v1: the text so far is final, then a last count', async () => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v1')
  socket.send(v1Question('/slow 5'))
  const begun = await socket.wait(/"is_final":false,"is_from_self":false/)
  const recordId = String(at(readEventFrame(begun)[1], 'payload.record_id'))
  socket.send(`42["stop_generation",{"payload":{"record_id":"${recordId}"}}]`)
  await socket.wait(/"status_summary":"stop"/)
  const [final, stat] = socket.frames.slice(-2).map((frame) => readEventFrame(frame)[1])
  const before = readEventFrame(socket.frames.at(-3) ?? '')[1]
  await until(() => simulator.requests[0]?.status !== 'answering')
  expect([
    at(final, 'payload.is_final'),
    at(final, 'payload.content') === at(before, 'payload.content'),
    at(stat, 'payload.procedures.1.status'),
    simulator.requests[0]?.status,
    finalTexts(await askEvents(simulator, '/history'))[0],
  ]).toEqual([
    true,
    true,
    'stop',
    'aborted',
    `The session has 1 earlier question.\n- /slow 5\n  - ${[...String(at(final, 'payload.content'))].length} characters`,
  ])
})

it.each([
  ['with', { Type: 'stop_generation' }],
  ['without', {}],
])('stops an answer of v2 by an event %s its type, as example J shows it', async (_with, type) => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v2')
  socket.send(v2Question('/slow 5'))
  const recordId = at(readEventFrame(await socket.wait(/response\.created/))[1], 'Response.RecordId')
  await socket.wait(/text\.delta/)
  socket.send(`42${JSON.stringify(['stop_generation', { ...type, StopGeneration: { RecordId: recordId } }])}`)
  await socket.wait(lastFrames.v2)
  const [done, completed] = socket.frames.slice(-2).map((frame) => readEventFrame(frame))
  const text = String(at(done?.[1], 'Message.Contents.0.Text'))
  expect([
    done?.[0],
    at(done?.[1], 'Message.Status'),
    at(completed?.[1], 'Response.Status'),
    at(completed?.[1], 'Response.Messages.0.Contents.0.Text'),
    at(completed?.[1], 'Response.ExtraInfo.ReplyMethod'),
    at(completed?.[1], 'Response.StatInfo'),
  ]).toEqual(['message.done', 'stop', 'stop', text, 20, undefined])
})

it('ignores a stop for an answer that there is not', async () => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v2')
  socket.send('42["stop_generation",{"StopGeneration":{"RecordId":"nobody"}}]')
  socket.send(v2Question('/say still here'))
  await socket.wait(lastFrames.v2)
  expect(socket.frames.some((frame) => frame.includes('error'))).toBe(false)
})

it.each(generations)('goes on with an answer of %s unheard when the client vanishes', async (generation) => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, generation)
  socket.send(questions[generation]('/flood 3000'))
  await socket.wait(/^42\["(reply|text\.delta)",(?!.*is_from_self":true)/)
  socket.vanish()
  await until(() => simulator.sockets.open === 0)
  const status = simulator.requests[0]?.status
  const whole = /- \/flood 3000\n {2}- 3000 characters(\n|$)/
  await until(async () => whole.test(await askHistory(simulator, generation)))
  expect([status, simulator.requests[0]?.status]).toEqual(['aborted', 'aborted'])
})

it.each(generations)(
  'resets the connection in the middle of an answer of %s, and has it whole',
  async (generation) => {
    const simulator = await openSimulator()
    const socket = await connectSocket(simulator, generation)
    socket.send(questions[generation]('/drop'))
    const code = await socket.closed
    expect([code, socket.frames.some((frame) => lastFrames[generation].test(frame))]).toEqual([1006, false])
    await until(async () =>
      /- \/drop\n {2}- \d+ characters(\n|$)/.test(await askHistory(simulator, generation)),
    )
  },
)

it('closes a connection on which something else than the protocol is spoken', async () => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v1')
  socket.send('hello')
  const code = await socket.closed
  await allClosed(simulator)
  expect([code, simulator.sockets.closedByServer]).toEqual([1005, 1])
})

it('lets a client leave in good order', async () => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v2')
  socket.send('41')
  socket.send('1')
  const code = await socket.closed
  await allClosed(simulator)
  expect([code, simulator.sockets]).toEqual([
    1005,
    { opened: 1, accepted: 1, refused: 0, open: 0, closedByClient: 1, closedByServer: 0 },
  ])
})

it('resets every socket when it is told to', async () => {
  const simulator = await openSimulator()
  const sockets = [await connectSocket(simulator, 'v1'), await connectSocket(simulator, 'v2')]
  simulator.dropSockets()
  expect(await Promise.all(sockets.map(({ closed }) => closed))).toEqual([1006, 1006])
})

it('has no sockets, or none of a generation, when it is started without', async () => {
  const [noSockets, noV2] = [
    await openSimulator({ without: ['socket'] }),
    await openSimulator({ without: ['v2'] }),
  ]
  const statuses = []
  for (const simulator of [noSockets, noV2]) {
    for (const path of [socketPaths.v1, socketPaths.v2, '/v1/qbot/chat/sse', '/adp/v2/chat']) {
      statuses.push((await fetch(`${simulator.url}${path}`)).status)
    }
  }
  const socket = openSocket(noV2, 'v2')
  expect([statuses, await socket.closed]).toEqual([[404, 404, 405, 405, 400, 404, 405, 404], 1006])
})

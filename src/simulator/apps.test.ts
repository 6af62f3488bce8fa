// What is odd about the connections to each of the odd applications.
import { afterEach, expect, it } from 'vitest'
import { apps } from './apps.ts'
import type { Simulator } from './index.ts'
import { askEvents, closeSimulators, openSimulator, until } from './test-client.ts'
import {
  closeSockets,
  connectSocket,
  openSocket,
  readEventFrame,
  requestFrame,
  sendFrame,
  type TestSocket,
} from './test-socket.ts'
import { at, conversationId } from './test-v2-client.ts'

afterEach(async () => {
  closeSockets()
  await closeSimulators()
})

const soonMs = 80

function question(text: string, id = conversationId): string {
  return requestFrame({
    ConversationId: id,
    Contents: [{ Type: 'text', Text: text }],
    Incremental: true,
  })
}

/** Opens a socket as a client of the application would: the token first. */
function openFor(simulator: Simulator, appKey: string): { socket: TestSocket; connect: string } {
  const token = simulator.issueToken(appKey, 'visitor-0001')
  return { socket: openSocket(simulator, 'v2'), connect: `40{"token":"${token}"}` }
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

it('describes every application in a line, and gives each an id beyond 2^53', () => {
  expect(
    apps.filter(
      ({ id, summary }) => Number.isSafeInteger(Number(id)) || summary.includes('\n') || summary === '',
    ),
  ).toEqual([])
})

it('refuses a token by 44 in either generation', async () => {
  const simulator = await openSimulator()
  const { socket, connect } = openFor(simulator, simulator.appKeys.refusesConnect)
  await socket.wait(/^0/)
  socket.send(connect)
  expect([await socket.wait(/^4/), await socket.closed]).toEqual([
    '44{"message":"460001: Token 校验失败"}',
    1005,
  ])
})

it('refuses a token by an error and an abrupt end in either generation', async () => {
  const simulator = await openSimulator()
  const token = simulator.issueToken(simulator.appKeys.rejectsToken, 'visitor-0001')
  const socket = openSocket(simulator, 'v1')
  await socket.wait(/^0/)
  socket.send(`40{"token":"${token}"}`)
  const code = await socket.closed
  expect([code, socket.frames.slice(1)]).toEqual([
    1006,
    ['42["error",{"payload":{"error":{"code":460001,"message":"Token 校验失败"},"request_id":""}}]', '41'],
  ])
})

it.each([
  ['noOpenPacket', []],
  ['silentAfterOpen', ['0']],
] as const)('falls silent early: %s', async (key, expected) => {
  const simulator = await openSimulator({ pingIntervalMs: 20, pingTimeoutMs: 20 })
  const { socket, connect } = openFor(simulator, simulator.appKeys[key])
  await until(() => simulator.sockets.open === 1)
  await pass(soonMs)
  socket.send(connect)
  await pass(soonMs)
  expect([socket.frames.map((frame) => frame[0]), simulator.sockets]).toEqual([
    expected,
    expect.objectContaining({ open: 1, accepted: 0 }),
  ])
})

it('takes a token and then only pings', async () => {
  const simulator = await openSimulator({ pingIntervalMs: 20, pingTimeoutMs: 1000 })
  const socket = await connectSocket(simulator, 'v2', simulator.appKeys.silentAfterConnect)
  socket.send(question('Hello'))
  await pass(soonMs)
  expect([new Set(socket.frames.slice(2)), simulator.requests, simulator.received.length]).toEqual([
    new Set(['2']),
    [],
    1,
  ])
})

it('takes a token with a bare 40', async () => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v2', simulator.appKeys.bareConnect)
  expect(socket.frames[1]).toBe('40')
})

it('names the largest payload in the open packet', async () => {
  const simulator = await openSimulator()
  const { socket } = openFor(simulator, simulator.appKeys.maxPayload)
  expect(await socket.wait(/^0/)).toMatch(/"pingTimeout":5000,"maxPayload":1000000\}$/)
})

it.each([
  ['closesAtOnce', [], 1005],
  ['leavesByClosePacket', ['1'], 1005],
] as const)('leaves as soon as it has taken the token: %s', async (key, expected, code) => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v2', simulator.appKeys[key])
  expect([await socket.closed, socket.frames.slice(2)]).toEqual([code, expected])
})

it('leaves by 41 and lets the client close', async () => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v2', simulator.appKeys.leavesByPacket)
  await socket.wait(/^41$/)
  socket.send(question('/say too late'))
  const answer = await socket.wait(/^42/)
  socket.vanish()
  await until(() => simulator.sockets.open === 0)
  expect([answer.includes('460002'), simulator.sockets.closedByServer]).toEqual([true, 1])
})

it('never pings, and works all the same', async () => {
  const simulator = await openSimulator({ pingIntervalMs: 20, pingTimeoutMs: 20 })
  const socket = await connectSocket(simulator, 'v2', simulator.appKeys.neverPings)
  await pass(soonMs)
  socket.send(question('/say hi'))
  await socket.wait(/response\.completed/)
  expect(socket.frames).not.toContain('2')
})

it('pings two hundred times at once', async () => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v2', simulator.appKeys.pingFlood)
  await until(() => socket.frames.filter((frame) => frame === '2').length === 200)
})

it('freezes after the first answer without closing', async () => {
  const simulator = await openSimulator({ pingIntervalMs: 20, pingTimeoutMs: 1000 })
  const socket = await connectSocket(simulator, 'v2', simulator.appKeys.halfOpen)
  socket.send(question('/say hi'))
  await socket.wait(/response\.completed/)
  const count = socket.frames.length
  socket.send(question('/say more'))
  await pass(soonMs)
  expect([socket.frames.length, simulator.sockets.open, simulator.requests.length]).toEqual([count, 1, 1])
})

it.each([
  ['ignoresStop', undefined],
  ['refusesStop', 460400],
] as const)('does not stop: %s', async (key, code) => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v2', simulator.appKeys[key])
  socket.send(question('/flood 3000'))
  const recordId = at(readEventFrame(await socket.wait(/response\.created/))[1], 'Response.RecordId')
  socket.send(`42${JSON.stringify(['stop_generation', { StopGeneration: { RecordId: recordId } }])}`)
  const completed = readEventFrame(await socket.wait(/response\.completed/))[1]
  const error = socket.frames.find((frame) => frame.startsWith('42["error"'))
  expect([
    at(completed, 'Response.Status'),
    error === undefined ? undefined : at(readEventFrame(error)[1], 'Error.Code'),
  ]).toEqual(['success', code])
})

it('refuses a question during another answer', async () => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v2', simulator.appKeys.oneTurn)
  socket.send(question('/flood 500'))
  socket.send(question('/say second', 'd'.repeat(36)))
  await socket.wait(/460011/)
  await socket.wait(/response\.completed/)
  socket.send(question('/say third', 'e'.repeat(36)))
  await socket.wait(/"Text":"third"/)
})

it('lets a question during another answer wait for its end', async () => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v2', simulator.appKeys.oneAfterAnother)
  socket.send(question('/flood 500'))
  socket.send(question('/say second', 'd'.repeat(36)))
  await socket.wait(/"Text":"second"/)
  const names = socket.frames.slice(2).map((frame) => readEventFrame(frame)[0])
  expect(names.indexOf('response.completed') < names.lastIndexOf('request_ack')).toBe(true)
})

it('says nothing about unknown events', async () => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v2', simulator.appKeys.ignoresOddEvents)
  socket.send('42["typing",{}]')
  socket.send(question('/say hi'))
  await socket.wait(/response\.completed/)
  expect(socket.frames.some((frame) => frame.startsWith('42["error"'))).toBe(false)
})

it('refuses a Claw application in the first generation, over either transport', async () => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v1', simulator.appKeys.claw)
  socket.send(sendFrame({ session_id: 'sess-0001', content: 'Hello' }))
  const [event] = await askEvents(simulator, 'Hello', { bot_app_key: simulator.appKeys.claw })
  expect([(await socket.wait(/^42/)).includes('460030'), at(event, 'error.code')]).toEqual([true, 460030])
})

import { afterEach, expect, it } from 'vitest'
import type { Simulator } from './index.ts'
import { closeSimulators, openSimulator } from './test-client.ts'
import { closeSockets, openSocket } from './test-socket.ts'

afterEach(async () => {
  closeSockets()
  await closeSimulators()
})

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function ask(
  simulator: Simulator,
  form = '',
  appKey = simulator.demoAppKey,
  body: unknown = { visitorId: 'v' },
) {
  return fetch(`${simulator.url}/token/${appKey}${form}`, { method: 'POST', body: JSON.stringify(body) })
}

it('gives a token that opens a socket once', async () => {
  const simulator = await openSimulator()
  const { token } = (await (await ask(simulator)).json()) as { token: string }
  const answers = []
  for (let round = 0; round < 2; round += 1) {
    const socket = openSocket(simulator, 'v1')
    await socket.wait(/^0/)
    socket.send(`40{"token":"${token}"}`)
    answers.push((await socket.wait(/^4/)).slice(0, 2))
  }
  expect([uuid.test(token), answers]).toEqual([true, ['40', '44']])
})

it.each<[string, string, unknown]>([
  [
    'response',
    'application/json',
    { Response: { Token: expect.stringMatching(uuid), RequestId: expect.any(String) } },
  ],
  ['nested', 'application/json', { data: { token: expect.stringMatching(uuid) } }],
  ['plain', 'text/plain; charset=utf-8', expect.stringMatching(uuid)],
  ['html', 'text/html; charset=utf-8', expect.stringMatching(/^<!doctype html>/)],
])('answers in the form %s', async (form, contentType, expected) => {
  const simulator = await openSimulator()
  const response = await ask(simulator, `?form=${form}`)
  const text = await response.text()
  const answer = contentType === 'application/json' ? (JSON.parse(text) as unknown) : text
  expect([response.status, response.headers.get('content-type'), answer]).toEqual([
    200,
    contentType,
    expected,
  ])
})

it.each(['expired', 'used'])('gives a token that is %s', async (form) => {
  const simulator = await openSimulator()
  const { token } = (await (await ask(simulator, `?form=${form}`)).json()) as { token: string }
  const socket = openSocket(simulator, 'v1')
  await socket.wait(/^0/)
  socket.send(`40{"token":"${token}"}`)
  expect(await socket.wait(/^4/)).toMatch(/^44/)
})

it('gives none for an unknown application, without a visitor, or by another method', async () => {
  const simulator = await openSimulator()
  const responses = [
    await ask(simulator, '', 'nobody'),
    await ask(simulator, '', simulator.demoAppKey, {}),
    await ask(simulator, '', simulator.demoAppKey, 'text'),
    await fetch(`${simulator.url}/token/${simulator.demoAppKey}`),
  ]
  expect(responses.map(({ status }) => status)).toEqual([404, 400, 400, 405])
})

// The load generator: the rate is kept by the clock, over either transport, in both generations.
import { afterEach, expect, it } from 'vitest'
import { closeSimulators, openSimulator } from '../test-client.ts'
import { closeSockets } from '../test-socket.ts'
import { tellers } from '../test-telling.ts'
import { askV2, bodies } from '../test-v2-client.ts'

afterEach(async () => {
  closeSockets()
  await closeSimulators()
})

const pieces = (count: number) =>
  Array.from({ length: count }, (_, index) => `负载 load ${index + 1} `).join('')

it.each([
  ['v1', 'whole', 'sse'],
  ['v1', 'pieces', 'socket'],
  ['v2', 'whole', 'socket'],
  ['v2', 'pieces', 'sse'],
] as const)('grows an answer of %s in %s over %s by the piece', async (generation, mode, transport) => {
  const simulator = await openSimulator()
  const telling = await tellers[transport](simulator, { generation, mode }, '/load 100 0.3')
  expect(telling).toEqual({ texts: [pieces(30)], isComplete: true, errorCode: undefined })
})

it('keeps its rate whatever the pace', async () => {
  const simulator = await openSimulator()
  const startedAt = performance.now()
  const events = await askV2(simulator, '/load 50 0.6')
  const tookMs = performance.now() - startedAt
  expect([bodies(events, 'text.delta').length, tookMs >= 590]).toEqual([30, true])
})

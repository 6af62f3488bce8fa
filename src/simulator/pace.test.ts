import { expect, it } from 'vitest'
import { paceFactor, parsePace, pause, realDelayMs } from './pace.ts'
import { createRandom } from './random.ts'

it('takes about 300 ms to the first event and 25 to 40 ms between most packets', () => {
  const random = createRandom('pace')
  const openings = Array.from({ length: 200 }, () => realDelayMs('opening', random))
  const packets = Array.from({ length: 2000 }, () => realDelayMs('packet', random)).sort((a, b) => a - b)
  expect([
    openings.every((ms) => ms >= 260 && ms <= 340),
    packets[0],
    (packets[1700] ?? 0) <= 40,
    (packets.at(-1) ?? 0) <= 100,
    new Set(packets).size > 20,
  ]).toEqual([true, 25, true, true, true])
})

it('reaches the first text about 700 ms after the question', () => {
  const random = createRandom('first text')
  const turns = Array.from({ length: 200 }, () => {
    const kinds = ['opening', 'event', 'event', 'event'] as const
    return kinds.reduce((sum, kind) => sum + realDelayMs(kind, random), 0)
  })
  expect([Math.min(...turns) > 550, Math.max(...turns) < 850]).toEqual([true, true])
})

it.each([
  ['real', 1],
  ['instant', 0],
  ['fast', 0.125],
  ['64', 2],
  ['0', 0],
])('reads the pace %s', (text, factor) => {
  expect(paceFactor(parsePace(text) ?? NaN)).toBe(factor)
})

it.each(['', 'slow', '-1', '1.5', '1e9', '123456'])('does not take %j for a pace', (text) => {
  expect(parsePace(text)).toBeUndefined()
})

it('lets others run even when there is nothing to wait for', async () => {
  const order: string[] = []
  setImmediate(() => order.push('other'))
  await pause(0, new AbortController().signal)
  expect([...order, 'after']).toEqual(['other', 'after'])
})

it('gives up waiting when it is aborted', async () => {
  const leaving = new AbortController()
  const waiting = pause(3_600_000, leaving.signal)
  leaving.abort()
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
})

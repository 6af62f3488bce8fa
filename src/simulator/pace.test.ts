import { expect, it } from 'vitest'
import { paceFactor, paceRhythm, parsePace, pause } from './pace.ts'

it.each([
  ['real', 1],
  ['recorded', 1],
  ['instant', 0],
  ['fast', 0.125],
  ['64', 2],
  ['0', 0],
])('reads the pace %s', (text, factor) => {
  expect(paceFactor(parsePace(text) ?? NaN)).toBe(factor)
})

it('plays every turn in the recorded rhythm when that is the pace', () => {
  expect([paceRhythm('recorded'), paceRhythm('real'), paceRhythm(7)]).toEqual(['recorded', 'chat', 'chat'])
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

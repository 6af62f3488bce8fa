import { expect, it } from 'vitest'
import { createRandom } from './random.ts'
import { createRhythm, type Moment } from './rhythm.ts'

it('takes about 300 ms to the first event and 25 to 40 ms between most packets', () => {
  const random = createRandom('pace')
  const openings = Array.from({ length: 200 }, () => createRhythm('chat', random)('ack'))
  const rhythm = createRhythm('chat', random)
  rhythm('ack')
  const packets = Array.from({ length: 2000 }, () => rhythm('packet')).sort((a, b) => a - b)
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
    const rhythm = createRhythm('chat', random)
    return (['ack', 'event', 'event', 'reply'] as const).reduce((sum, moment) => sum + rhythm(moment), 0)
  })
  expect([Math.min(...turns) > 550, Math.max(...turns) < 850]).toEqual([true, true])
})

it('keeps the times of the recorded turn, however many packets lie between', () => {
  const rhythm = createRhythm('recorded', createRandom('unused'))
  const moments: readonly Moment[] = [
    'ack',
    'created',
    'event',
    'thought',
    'packet',
    'packet',
    'reply',
    'packet',
    'tool',
    'tool-title',
    'tool-output',
    'thought',
  ]
  let now = 0
  const times = moments.map((moment) => [moment, (now += rhythm(moment))])
  expect(times.filter(([moment]) => moment !== 'packet' && moment !== 'event')).toEqual([
    ['ack', 680],
    ['created', 1060],
    ['thought', 6200],
    ['reply', 7300],
    ['tool', 7450],
    ['tool-title', 7590],
    ['tool-output', 8120],
    ['thought', 10_100],
  ])
})

// Owns /load: an answer that grows at a rate which is kept whatever the pace, to put clients and benchmarks under load.
import type { Scenario } from '../scenario.ts'
import { closing, opening } from './ordinary-turn.ts'

const maxRate = 1000
const maxSeconds = 3600
/** About what a model says in one packet, in both scripts. */
const piece = '负载 load '

export const load: Scenario = {
  command: '/load',
  argument: 'EVENTS_PER_SECOND SECONDS',
  summary: 'so many events of text a second (50 when absent) for so many seconds (10 when absent)',
  isEndless: true,
  *play({ argument }) {
    const [rate = 50, seconds = 10] = (argument.match(/\d+(\.\d+)?/g) ?? []).map(Number)
    yield* opening()
    yield {
      type: 'load',
      piece,
      eventsPerSecond: Math.min(Math.max(rate, 1), maxRate),
      seconds: Math.min(seconds, maxSeconds),
    }
    yield* closing()
  },
}

// Owns the scenarios about time. Their waits are the same at any pace, so that a test at the instant pace meets them.
import type { Scenario } from '../scenario.ts'
import { readNumber } from './arguments.ts'
import { closing, opening } from './ordinary-turn.ts'

const sentence = '慢慢来，不着急。 Slow and steady, one word at a time. '

export const tempoScenarios: readonly Scenario[] = [
  {
    command: '/slow',
    argument: 'MS',
    summary: 'a packet every 500 (or MS) milliseconds, for a minute or more',
    isEndless: true,
    *play({ argument }) {
      yield* opening()
      yield { type: 'tempo', packetMs: readNumber(argument, 500, 600_000) }
      yield { type: 'text', text: sentence.repeat(20) }
      yield* closing()
    },
  },
  {
    command: '/stall',
    argument: 'SECONDS',
    summary: 'stops for 20 (or SECONDS) seconds in the middle of the answer',
    isEndless: true,
    *play({ argument }) {
      yield* opening()
      yield { type: 'text', text: 'The first half is here, ' }
      yield { type: 'pause', ms: 1000 * readNumber(argument, 20, 3600) }
      yield { type: 'text', text: 'and now the second as well.' }
      yield* closing()
    },
  },
  {
    command: '/flood',
    argument: 'N',
    summary: 'N characters (20000 when absent) as fast as the connection takes them',
    *play({ argument }) {
      yield* opening()
      yield { type: 'tempo', packetMs: 0 }
      const count = readNumber(argument, 20_000, 10_000_000)
      yield { type: 'text', text: sentence.repeat(Math.ceil(count / sentence.length)).slice(0, count) }
      yield* closing()
    },
  },
  {
    command: '/heartbeat',
    // Generation 2 has no such event.
    generations: ['v1'],
    summary: 'heartbeat events before, during and after the answer',
    *play() {
      yield* opening()
      yield { type: 'other', name: 'heartbeat' }
      yield { type: 'text', text: 'The heart beats ' }
      yield { type: 'other', name: 'heartbeat' }
      yield { type: 'other', name: 'heartbeat', payload: {} }
      yield { type: 'text', text: 'between these words.' }
      yield* closing()
      yield { type: 'other', name: 'heartbeat' }
    },
  },
  {
    command: '/silent',
    summary: 'accepts the connection and sends nothing at all, until the client leaves',
    isEndless: true,
    *play() {
      yield { type: 'silence', since: 'before-head' }
    },
  },
  {
    command: '/mute',
    summary: 'a status line and headers, then nothing until the client leaves',
    isEndless: true,
    *play() {
      yield { type: 'silence', since: 'now' }
    },
  },
  {
    command: '/linger',
    summary: 'a whole answer, after which the stream stays open until the client leaves',
    isEndless: true,
    *play() {
      yield* opening()
      yield { type: 'text', text: 'This is everything, but the line stays open.' }
      yield* closing()
      yield { type: 'turn-end' }
      yield { type: 'silence', since: 'now' }
    },
  },
]

// Owns the scenarios in which the service reports an error.
import type { Scenario } from '../scenario.ts'
import { readNumber } from './arguments.ts'
import { opening, ordinaryTurn } from './ordinary-turn.ts'

const busy = 460011

export const errorScenarios: readonly Scenario[] = [
  {
    command: '/error',
    argument: 'CODE',
    summary: 'the service answers with this error (460011 when absent)',
    *play({ argument }) {
      yield { type: 'error', code: readNumber(argument, busy) }
    },
  },
  {
    command: '/error-mid',
    argument: 'CODE',
    summary: 'the same after some text (460020 when absent)',
    *play({ argument }) {
      yield* opening()
      yield { type: 'text', text: 'This much was said before it went wrong, 说到一半就中断了。' }
      yield { type: 'error', code: readNumber(argument, 460020) }
    },
  },
  {
    command: '/error-payload',
    argument: 'CODE',
    summary: 'the error wrapped in a payload',
    *play({ argument }) {
      yield { type: 'error', code: readNumber(argument, busy), form: 'payload' }
    },
  },
  {
    command: '/error-bare',
    argument: 'CODE',
    summary: 'the error without a request id',
    *play({ argument }) {
      yield { type: 'error', code: readNumber(argument, busy), form: 'without-request' }
    },
  },
  {
    command: '/error-then-text',
    summary: 'text goes on after an error; a client drops it',
    *play() {
      yield* opening()
      yield { type: 'text', text: 'Before the error. ' }
      yield { type: 'error', code: 460020 }
      yield { type: 'text', text: 'AFTER THE ERROR.' }
      yield { type: 'answer-end' }
    },
  },
  {
    command: '/flaky',
    argument: 'N',
    summary: 'error 460011 the first N times (once when absent) it is asked in a session, then an answer',
    *play({ argument, text, history }) {
      const failures = history.filter(({ question }) => question === text).length
      if (failures < readNumber(argument, 1)) yield { type: 'error', code: busy }
      else yield* ordinaryTurn({ text: `This time it worked, after ${failures} failures.` })
    },
  },
]

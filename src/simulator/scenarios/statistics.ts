// Owns the scenarios about the counters of a turn.
import type { Scenario } from '../scenario.ts'
import { readNumber } from './arguments.ts'
import { closing, done, opening } from './ordinary-turn.ts'

export const statisticScenarios: readonly Scenario[] = [
  {
    command: '/no-stat',
    summary: 'an answer without any token_stat',
    *play() {
      yield { type: 'question' }
      yield { type: 'text', text: 'Nobody has counted the tokens of this.' }
      yield { type: 'answer-end' }
    },
  },
  {
    command: '/token-stat-late',
    summary: 'token_stat(success) comes after the end of the answer',
    *play() {
      yield* opening()
      yield { type: 'text', text: 'The counting takes longer than the answer.' }
      yield { type: 'answer-end' }
      yield done()
    },
  },
  {
    command: '/stat-failed',
    summary: 'the knowledge base fails, the model answers all the same',
    *play() {
      yield* opening()
      yield { type: 'text', text: 'Without the knowledge base, from memory: yes.' }
      yield {
        type: 'progress',
        status: 'failed',
        procedures: [
          { name: 'knowledge', status: 'failed' },
          { name: 'large_language_model', status: 'success' },
        ],
      }
      yield { type: 'answer-end' }
    },
  },
  {
    command: '/big-line',
    argument: 'MB',
    summary: 'one event of 8 MB (or MB megabytes) of debugging text among ordinary ones',
    *play({ argument }) {
      yield* opening()
      yield { type: 'text', text: 'Before the big line, ' }
      const debugging = '调试 debugging '.repeat(Math.ceil((readNumber(argument, 8, 64) * 1024 * 1024) / 17))
      yield {
        type: 'progress',
        status: 'processing',
        procedures: [{ name: 'large_language_model', status: 'processing', debugging }],
      }
      yield { type: 'text', text: 'and after it.' }
      yield* closing()
    },
  },
]

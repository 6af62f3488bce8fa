// Owns the scenarios about the question coming back, which is its acceptance or refusal.
import type { Scenario } from '../scenario.ts'
import { closing } from './ordinary-turn.ts'

export const echoScenarios: readonly Scenario[] = [
  {
    command: '/evil',
    summary: 'the content check refuses the question; nothing follows',
    *play() {
      yield { type: 'question', isRefused: true }
    },
  },
  {
    command: '/no-echo',
    summary: 'an answer without the question coming back first',
    *play() {
      yield { type: 'text', text: 'The question has not come back.' }
      yield* closing()
    },
  },
  {
    command: '/open-echo',
    summary: 'the question comes back marked as not final',
    *play() {
      yield { type: 'question', isFinal: false }
      yield { type: 'text', text: 'The question came back unfinished.' }
      yield* closing()
    },
  },
  {
    command: '/late-echo',
    summary: 'the question comes back in the middle of the answer',
    *play() {
      yield { type: 'text', text: 'The answer has begun, ' }
      yield { type: 'question' }
      yield { type: 'text', text: 'and goes on after the question.' }
      yield* closing()
    },
  },
  {
    command: '/only-echo',
    // A socket would just fall silent.
    transports: ['sse'],
    summary: 'the question comes back, then the stream ends',
    *play() {
      yield { type: 'question' }
    },
  },
]

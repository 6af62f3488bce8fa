// Owns the scenarios in which the stream ends too early.
import type { Scenario } from '../scenario.ts'
import { closing, opening, ordinaryTurn } from './ordinary-turn.ts'

const begun = 'The answer had begun, 回答已经开始，'

export const endingScenarios: readonly Scenario[] = [
  {
    command: '/no-final',
    // A socket would just fall silent.
    transports: ['sse'],
    summary: 'the stream ends in good order, but no packet was marked final',
    *play() {
      yield* opening()
      yield { type: 'text', text: `${begun}and nobody said that it was over.` }
    },
  },
  {
    command: '/drop',
    summary: 'the connection is reset in the middle of the answer, whose rest the history has',
    *play() {
      yield* opening()
      yield { type: 'text', text: `${begun}when the line went dead.` }
      yield { type: 'reset' }
      yield { type: 'text', text: ' Nobody heard the rest, 但历史里有。' }
      yield* closing()
    },
  },
  {
    command: '/drop-early',
    summary: 'the connection is reset before anything was sent; the history has the answer',
    *play() {
      yield { type: 'reset' }
      yield* ordinaryTurn({ text: 'Nobody heard a word of this, 但历史里有。' })
    },
  },
  {
    command: '/cut-utf8',
    summary: 'the stream ends inside a character of several bytes',
    *play() {
      yield* opening()
      yield { type: 'text', text: begun }
      yield { type: 'cut', step: { type: 'text', text: '这里断了，后面没有了' }, within: 'character' }
    },
  },
  {
    command: '/cut-event',
    summary: 'the stream ends inside the final event',
    *play() {
      yield* opening()
      yield { type: 'text', text: `${begun}and its last event did not arrive whole.` }
      yield { type: 'flush' }
      yield { type: 'cut', step: { type: 'answer-end' }, within: 'event' }
    },
  },
  {
    command: '/no-events',
    // A socket would just fall silent.
    transports: ['sse'],
    summary: 'a stream that ends without any event',
    *play() {
      yield { type: 'raw', text: '', frames: [] }
    },
  },
]

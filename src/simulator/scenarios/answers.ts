// Owns the scenarios about records: how many answers a question gets, and what comes after their ends.
import type { Scenario } from '../scenario.ts'
import { closing, opening } from './ordinary-turn.ts'

const two: Scenario = {
  command: '/two',
  summary: 'two answers to one question, one after the other',
  *play() {
    yield* opening()
    yield { type: 'text', text: 'The first answer is about today. 第一条回答。' }
    yield* closing()
    yield { type: 'text', answer: 1, text: 'The second answer is about tomorrow. 第二条回答。' }
    yield { type: 'answer-end', answer: 1 }
  },
}

const interleaved: Scenario = {
  command: '/interleaved',
  summary: 'two answers to one question, in turns',
  *play() {
    yield* opening()
    for (const [left, right] of [
      ['One, ', 'Eins, '],
      ['two, ', 'zwei, '],
      ['three.', 'drei.'],
    ] as const) {
      yield { type: 'text', text: left }
      yield { type: 'text', answer: 1, text: right }
    }
    yield { type: 'answer-end', answer: 1 }
    yield* closing()
  },
}

const afterEnd: Scenario = {
  command: '/after-final',
  summary: 'more packets of an answer that has already ended; a client drops them',
  *play() {
    yield* opening()
    yield { type: 'text', text: 'This is all there is.' }
    yield* closing()
    yield { type: 'text', text: ' THIS COMES TOO LATE.' }
    yield { type: 'answer-end' }
  },
}

const refused: Scenario = {
  command: '/evil-answer',
  modes: ['whole'],
  summary: 'the content check refuses the answer halfway',
  *play() {
    yield* opening()
    yield { type: 'text', text: 'The first half of an answer that will not be finished.' }
    yield { type: 'describe', details: { isRefused: true, method: 4, canRate: false } }
    yield { type: 'rewrite', text: '抱歉，这个问题我无法回答。' }
    yield { type: 'answer-end' }
  },
}

export const answerScenarios: readonly Scenario[] = [two, interleaved, afterEnd, refused]

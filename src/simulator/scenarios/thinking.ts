// Owns the scenarios of models that think aloud.
import type { Scenario } from '../scenario.ts'
import { closing, opening, ordinaryTurn } from './ordinary-turn.ts'

const thought = {
  en: 'The question asks for a sum. Two and three are small, so counting is enough: three, four, five. A second way, five minus three is two, agrees. The answer can be short.',
  zh: '这是一道加法题。两个数都很小，数一数就够了：三、四、五。反过来验证：五减三等于二，结果一致。可以简短作答。',
}

const think: Scenario = {
  command: '/think',
  summary: 'a thought before the answer',
  play: ({ isChinese }) =>
    ordinaryTurn({
      thought: isChinese ? thought.zh : thought.en,
      text: isChinese
        ? '2 + 3 = **5**。思考过程在上方，可以展开或收起。'
        : '2 + 3 = **5**. What led there is above, in the thought.',
    }),
}

const thinkLate: Scenario = {
  command: '/think-late',
  summary: 'a second thought between two pieces of the answer',
  *play() {
    yield* opening('knowledge', 'thinking_model')
    yield { type: 'thought', text: 'First the easy half.' }
    yield { type: 'thought-end' }
    yield { type: 'text', text: 'The easy half is done. ' }
    yield { type: 'thought', key: 'second', text: 'Now the hard half, with more care.' }
    yield { type: 'thought-end', key: 'second' }
    yield { type: 'text', text: 'And so is the hard one.' }
    yield* closing()
  },
}

const thinkOnly: Scenario = {
  command: '/think-only',
  // A socket would just fall silent.
  transports: ['sse'],
  summary: 'a thought, then the end without an answer',
  *play() {
    yield* opening('knowledge', 'thinking_model')
    yield { type: 'thought', text: 'There is much to consider here, and no end to it.' }
  },
}

export const thinkingScenarios: readonly Scenario[] = [think, thinkLate, thinkOnly]

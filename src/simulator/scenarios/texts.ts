// Owns the scenarios whose point is the text itself.
import type { Scenario } from '../scenario.ts'
import { ordinaryTurn } from './ordinary-turn.ts'

const say: Scenario = {
  command: '/say',
  argument: 'TEXT',
  summary: 'answers exactly this text',
  play: ({ argument, isReasoning }) =>
    ordinaryTurn({ text: argument, ...(isReasoning ? { thought: 'The text is to be repeated.' } : {}) }),
}

const hello: Scenario = {
  command: '/hello',
  summary: 'the plain answer that the documents show: no knowledge base, one text',
  *play() {
    yield { type: 'question' }
    yield {
      type: 'progress',
      status: 'processing',
      procedures: [{ name: 'large_language_model', status: 'processing' }],
    }
    yield { type: 'text', text: 'Hello! I am the campus assistant. How can I help you today?' }
    yield {
      type: 'progress',
      status: 'success',
      procedures: [{ name: 'large_language_model', status: 'success' }],
    }
    yield { type: 'answer-end' }
  },
}

const lineSeparators: Scenario = {
  command: '/u2028',
  summary: 'line separators that only JSON allows in text: U+2028, U+2029, U+0085, vertical tab, form feed',
  play: () =>
    ordinaryTurn({
      text: 'Line separator [\u2028], paragraph separator [\u2029], next line [\u0085], vertical tab [\v], form feed [\f], and on it goes.',
    }),
}

const oddText: Scenario = {
  command: '/odd-text',
  summary:
    'emoji families, combining marks, right-to-left text, zero-width and control characters, NUL, half a surrogate pair',
  play: () =>
    ordinaryTurn({
      text: [
        'Families 👨‍👩‍👧‍👦 and flags 🇨🇳🇳🇴, skin 👍🏽, rare 𠮷野家.',
        'Combining: e\u0301 a\u0308 Z\u0351\u036b\u0343\u036a.',
        'Right to left: שלום, مرحبا, forced \u202egnirts\u202c.',
        'Zero width [\u200b\u200d\ufeff], NUL [\u0000], escape [\u001b], delete [\u007f].',
        'Half a pair [\ud83d] and the other half [\ude00].',
      ].join('\n\n'),
    }),
}

const empty: Scenario = {
  command: '/empty',
  summary: 'a final answer without any text',
  play: () => ordinaryTurn({ text: '' }),
}

const rewrite: Scenario = {
  command: '/rewrite',
  modes: ['whole'],
  summary: 'the answer is taken back halfway and replaced by another (whole texts only)',
  *play() {
    yield { type: 'question' }
    yield { type: 'text', text: 'The capital of Australia is Sydney, which lies on the coast.' }
    yield { type: 'rewrite', text: 'The capital of Australia is Canberra. 首都是堪培拉。' }
    yield { type: 'answer-end' }
  },
}

export const textScenarios: readonly Scenario[] = [say, hello, lineSeparators, oddText, empty, rewrite]

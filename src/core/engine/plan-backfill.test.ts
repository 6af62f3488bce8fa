import { expect, it } from 'vitest'
import type { Message } from '#shared/answer.ts'
import type { RememberedMessage } from '#core/adp/client.ts'
import { createAnswer, createConversation, createQuestion, createText } from '#core/store/test-rows.ts'
import { planBackfill } from './plan-backfill.ts'

const conversation = createConversation({ createdAt: 100 })

function question(text: string, createdAt: number, remote: Message['remote'] = {}): Message {
  return createQuestion(conversation.id, { parts: [createText(text)], createdAt, remote })
}

function answer(text: string, createdAt: number, remote: Message['remote'] = {}): Message {
  const parts = text === '' ? [] : [createText(text)]
  return createAnswer(conversation.id, { status: 'complete', parts, createdAt, remote })
}

function asked(recordId: string, text: string, sentAt?: number): RememberedMessage {
  return { recordId, role: 'user', parts: [createText(text)], sentAt }
}

function answered(recordId: string, questionRecordId: string, text: string): RememberedMessage {
  return { recordId, questionRecordId, role: 'assistant', parts: [createText(text)], status: 'complete' }
}

/** The plan in words: what is here as it is, what is not with a plus. */
function outline(present: readonly Message[], remembered: readonly RememberedMessage[]): string[] {
  const { messages, missing } = planBackfill(conversation, present, remembered)
  return messages.map(
    ({ id, parts }) =>
      `${missing.has(id) ? '+' : ' '}${parts.map((part) => (part.type === 'text' ? part.text : '')).join('|')}`,
  )
}

it('what was streamed is known by its records, and what lies between is missing', () => {
  const present = [
    question('One', 1000),
    answer('First', 1000, { recordId: 'A1', questionRecordId: 'Q1' }),
    question('Three', 3000),
    answer('Third', 3000, { recordId: 'A3', questionRecordId: 'Q3' }),
  ]
  const remembered = [
    asked('Q1', 'One'),
    answered('A1', 'Q1', 'First'),
    asked('Q2', 'Two'),
    answered('A2', 'Q2', 'Second'),
    asked('Q3', 'Three'),
    answered('A3', 'Q3', 'Third'),
  ]
  expect(outline(present, remembered)).toEqual([' One', ' First', '+Two', '+Second', ' Three', ' Third'])
})

it('several records of one question are one answer, missing or here', () => {
  const present = [question('One', 1000), answer('Mine', 1000, { recordId: 'A1b', questionRecordId: 'Q1' })]
  const remembered = [
    asked('Q1', 'One'),
    answered('A1a', 'Q1', 'part'),
    answered('A1b', 'Q1', 'rest'),
    asked('Q2', 'Two'),
    answered('A2a', 'Q2', 'part'),
    answered('A2b', 'Q2', 'rest'),
  ]
  expect(outline(present, remembered)).toEqual([' One', ' Mine', '+Two', '+part|rest'])
})

it('a question whose answer never was named is the one with the same words, and only an empty answer is filled', () => {
  const present = [question('Same', 1000), answer('Half of', 1000), question('Same', 2000), answer('', 2000)]
  const remembered = [
    asked('Q1', 'Same'),
    answered('A1', 'Q1', 'Half of it'),
    asked('Q2', 'Same'),
    answered('A2', 'Q2', 'Whole'),
  ]
  expect(outline(present, remembered)).toEqual([' Same', ' Half of', ' Same', '+Whole'])
})

it('an answer that is still being written there is left out', () => {
  const running = { ...answered('A1', 'Q1', 'Half'), status: 'running' as const }
  expect(outline([], [asked('Q1', 'One'), running])).toEqual(['+One'])
})

it('what is fetched is called the same on every computer, and keeps its time before what is here next', () => {
  const present = [question('Two', 2000), answer('Second', 2000, { recordId: 'A2', questionRecordId: 'Q2' })]
  const remembered = [asked('Q1', 'One', 9000), asked('Q2', 'Two', 9500), answered('A2', 'Q2', 'Second')]
  const [one] = planBackfill(conversation, present, remembered).messages
  const [again] = planBackfill(conversation, [], remembered).messages
  expect([one?.createdAt, again?.createdAt, one?.id === again?.id]).toEqual([1999, 9000, true])
})

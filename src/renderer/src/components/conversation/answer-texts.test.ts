import { expect, it } from 'vitest'
import type { Message } from '#shared/answer.ts'
import { messageIdSchema } from '#shared/ids.ts'
import { getEverything, getWithQuestion } from './answer-texts.ts'
import { conversation } from './test-host.ts'

const words = { thought: 'Thought', question: 'Question', answer: 'Answer' }

function create(role: Message['role'], parts: Message['parts']): Message {
  const id = messageIdSchema.parse('30000000-0000-4000-8000-000000000001')
  const { id: conversationId } = conversation
  return { id, conversationId, role, status: 'complete', parts, createdAt: 1, remote: {} }
}

const answer = create('assistant', [
  { type: 'thought', key: 'thought', text: 'A guess.\nA better one.', status: 'complete' },
  {
    type: 'step',
    key: 'step',
    kind: 'tool',
    name: 'search',
    title: 'Search',
    status: 'complete',
    input: 'hours',
    output: 'a ``` b',
  },
  { type: 'text', key: 'text', text: 'At nine.', quotes: [], references: [] },
])

it('everything of an answer is its thoughts, steps and words in order', () => {
  expect(getEverything(answer, words)).toBe(
    '**Thought**\n\n> A guess.\n> A better one.\n\n**Search**\n\n```\nhours\n```\n\n````\na ``` b\n````\n\nAt nine.',
  )
})

it('a question is quoted before its answer', () => {
  const question = create('user', [
    { type: 'text', key: 'question', text: 'When?', quotes: [], references: [] },
  ])
  expect([getWithQuestion(question, answer, words), getWithQuestion(undefined, answer, words)]).toEqual([
    '**Question**\n\n> When?\n\n**Answer**\n\nAt nine.',
    'At nine.',
  ])
})

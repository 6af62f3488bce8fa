import { describe, expect, it } from 'vitest'
import type { Message } from '#shared/answer.ts'
import { createMessage, messageId } from '../../stores/test-host.ts'
import { getSpokenMessage, writeConversation } from './conversation-text.ts'

const words = { thought: 'Thought', question: 'Question', answer: 'Answer' }
const none = { chosen: new Map(), found: null }

function say(number: number, role: Message['role'], text: string) {
  const parts = [{ type: 'text' as const, key: 'text', text, quotes: [], references: [] }]
  return getSpokenMessage(createMessage(number, { role, parts }))
}

describe('the text of a conversation', () => {
  it('has questions as quotes and answers as they were written', () => {
    const messages = [say(1, 'user', 'Why?\nAnd how?'), say(2, 'assistant', '# 因为\n\n- so')]
    expect(writeConversation(messages, none, words)).toBe(
      '**Question**\n\n> Why?\n> And how?\n\n**Answer**\n\n# 因为\n\n- so',
    )
  })

  it('has the answer that was chosen among several, the newest where none was', () => {
    const messages = [
      say(1, 'user', 'One?'),
      say(2, 'assistant', 'first'),
      say(3, 'assistant', 'second'),
      say(4, 'user', 'Two?'),
      say(5, 'assistant', 'third'),
      say(6, 'assistant', 'fourth'),
    ]
    const chosen = new Map([[messageId(1), messageId(2)]])
    expect(writeConversation(messages, { chosen, found: null }, words)).toBe(
      '**Question**\n\n> One?\n\n**Answer**\n\nfirst\n\n**Question**\n\n> Two?\n\n**Answer**\n\nfourth',
    )
  })

  it('leaves out what has no words', () => {
    const messages = [say(1, 'user', 'One?'), getSpokenMessage(createMessage(2, { status: 'failed' }))]
    expect(writeConversation(messages, none, words)).toBe('**Question**\n\n> One?')
  })
})

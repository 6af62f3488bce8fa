import { describe, expect, it } from 'vitest'
import { titleFromQuestion } from './conversation.ts'

describe('titleFromQuestion', () => {
  it.each([
    ['Hello', 'Hello'],
    ['  \n\n# How do I   deploy?\nMore', 'How do I deploy?'],
    ['写一首关于秋天的诗', '写一首关于秋天的诗'],
    ['/long 500', '/long 500'],
    ['***', '***'],
    [
      'What is the difference between the first and the second generation of the protocol?',
      'What is the difference between the first and the second…',
    ],
    ['字'.repeat(80), `${'字'.repeat(60)}…`],
    ['👩‍👩‍👧 family', '👩‍👩‍👧 family'],
  ])('gives %j the title %j', (question, title) => {
    expect(titleFromQuestion(question)).toBe(title)
  })
})

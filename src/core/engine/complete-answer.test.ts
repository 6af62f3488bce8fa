import { describe, expect, it } from 'vitest'
import type { Message } from '#shared/answer.ts'
import { createFailure } from '#shared/failure.ts'
import { conversationIdSchema, messageIdSchema } from '#shared/ids.ts'
import type { Part, PartOf } from '#shared/part.ts'
import { completeAnswer } from './complete-answer.ts'

function text(key: string, words: string): PartOf<'text'> {
  return { type: 'text', key, text: words, quotes: [], references: [] }
}

const step: Part = { type: 'step', key: 'step:1', kind: 'tool', name: 'ls', title: 'ls', status: 'stopped' }
const file: Part = {
  type: 'file',
  key: 'file:1',
  name: 'a.txt',
  url: 'https://example.com/a',
  fileType: 'txt',
}

function broken(...parts: Part[]): Message {
  return {
    id: messageIdSchema.parse('11111111-1111-4111-8111-111111111111'),
    conversationId: conversationIdSchema.parse('22222222-2222-4222-8222-222222222222'),
    role: 'assistant',
    status: 'interrupted',
    parts,
    createdAt: 1,
    endedAt: 2,
    failure: createFailure('cut-off'),
    remote: { recordId: 'R' },
  }
}

describe('an answer that broke off', () => {
  it('is completed by the rest, under the keys that a view knows', () => {
    const message = broken(text('text:rpl_R:0', 'Half of'), step, file)
    const usage = { tokens: { total: 7 } }
    const recalled: Part[] = [
      { ...text('text:R', 'Half of it'), quotes: [{ index: '1', position: 4 }] },
      text('text:R2', 'And more'),
      { type: 'options', key: 'options:R', options: ['Go on'], isMultiple: false },
    ]
    expect(completeAnswer(message, { parts: recalled, status: 'complete', usage }, 9)).toEqual({
      ...message,
      failure: undefined,
      status: 'complete',
      endedAt: 9,
      usage,
      parts: [
        { ...text('text:rpl_R:0', 'Half of it'), quotes: [{ index: '1', position: 4 }] },
        { ...step, status: 'complete' },
        file,
        text('text:R2', 'And more'),
        { type: 'options', key: 'options:R', options: ['Go on'], isMultiple: false },
      ],
    })
  })

  it('keeps keys apart that were used for another part', () => {
    const message = broken(text('a', 'One'))
    const completed = completeAnswer(message, { parts: [text('x', 'One'), text('a', 'Two')] }, 9)
    expect(completed?.parts.map(({ key }) => key)).toEqual(['a', 'recalled:a'])
  })

  it.each<[string, Part[], Part[]]>([
    ['has less text', [text('a', 'All that was seen')], [text('a', 'All that')]],
    ['has no text', [text('a', 'All')], []],
  ])('stays as it is when what was recalled %s', (_title, seen, recalled) => {
    expect(completeAnswer(broken(...seen), { parts: recalled, status: 'complete' }, 9)).toBe(undefined)
  })

  it('takes a corrected text that is longer', () => {
    const completed = completeAnswer(
      broken(text('a', 'The libary')),
      { parts: [text('a', 'The library opens')] },
      9,
    )
    expect(completed?.parts).toEqual([text('a', 'The library opens')])
  })

  it('of which nothing came is completed by whatever there is', () => {
    expect(completeAnswer(broken(), { parts: [file] }, 9)?.parts).toEqual([file])
  })
})

it('an answer that has ended otherwise is left alone', () => {
  const stopped: Message = { ...broken(text('a', 'x')), status: 'stopped' }
  expect(completeAnswer(stopped, { parts: [text('a', 'xyz')], status: 'complete' }, 9)).toBe(undefined)
})

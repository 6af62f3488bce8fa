import { expect, it } from 'vitest'
import type { Part } from '#shared/part.ts'
import { listReadableTexts } from './readable-texts.ts'

const parts: Part[] = [
  {
    type: 'text',
    key: 't',
    text: '**Nine** o’clock',
    quotes: [{ index: '1', position: 3 }],
    references: [{ index: '1', kind: 'document', title: 'Hours', documentName: 'hours.pdf' }],
  },
  { type: 'thought', key: 'h', text: 'When do we *open*?', status: 'complete' },
  {
    type: 'step',
    key: 's',
    kind: 'tool',
    name: 'lookup',
    title: 'Look up',
    status: 'complete',
    input: '{"secret":1}',
  },
  { type: 'options', key: 'o', options: ['Yes', 'No'], isMultiple: false },
  { type: 'file', key: 'f', name: 'plan.xlsx', url: 'https://example.com/1', fileType: 'xlsx' },
  { type: 'image', key: 'i', url: 'https://example.com/2', description: 'A door' },
  { type: 'notice', key: 'n', text: 'Shortened' },
  { type: 'chart', key: 'c', option: '{"series":[]}' },
  { type: 'unknown', key: 'u', name: 'x', raw: '{"raw":1}' },
]

it('gives what a person reads, by its kind, and nothing of JSON', () => {
  expect(listReadableTexts({ role: 'assistant', parts })).toEqual([
    { kind: 'answer', text: 'Nine o’clock\nYes\nNo\nShortened' },
    { kind: 'thought', text: 'When do we open?' },
    { kind: 'reference', text: 'Hours\nhours.pdf' },
    { kind: 'file', text: 'plan.xlsx\nA door' },
  ])
})

it('calls what a person wrote a question', () => {
  expect(listReadableTexts({ role: 'user', parts: parts.slice(7, 8) })).toEqual([])
  expect(listReadableTexts({ role: 'user', parts: parts.slice(3, 4) })).toEqual([
    { kind: 'question', text: 'Yes\nNo' },
  ])
})

it('gives half of a character as what SQLite makes of it', () => {
  const half = { type: 'notice', key: 'n', text: 'Cut \ud83d' } as const
  expect(listReadableTexts({ role: 'user', parts: [half] })).toEqual([
    { kind: 'question', text: 'Cut \ufffd' },
  ])
})

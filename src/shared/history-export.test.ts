import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { findHistoryProblem, historyExportSchema, parseHistoryLine } from './history-export.ts'

const document = readFileSync('docs/history-export.md', 'utf8')
const [example = '', schema = ''] = [...document.matchAll(/```json\n([\s\S]*?)```/g)].map(
  ([, text]) => text ?? '',
)

it('the file is described in the documents by its schema', () => {
  expect(JSON.parse(schema)).toEqual(z.toJSONSchema(historyExportSchema, { io: 'input', reused: 'ref' }))
})

it('the example of the documents can be read, as a document and line by line', () => {
  const [first = '', ...lines] = example.trim().split('\n')
  expect({
    isWhole: historyExportSchema.safeParse(JSON.parse(example)).success,
    problem: findHistoryProblem(first),
    kinds: lines.map((line) => {
      const entry = parseHistoryLine(line)
      return typeof entry === 'object' ? entry.type : entry
    }),
  }).toEqual({
    isWhole: true,
    problem: undefined,
    kinds: [
      'profile',
      'folder',
      'tag',
      'conversation',
      'origin',
      'message',
      'message',
      'rating',
      'shown-answer',
      'slice',
      'end',
      'closing',
    ],
  })
})

import { describe, expect, it } from 'vitest'
import type { Reference } from '#shared/part.ts'
import type { CitedSlice } from '#shared/cited-slice.ts'
import { createFailure } from '#shared/failure.ts'
import { prepare } from '#core/store/database.ts'
import { complete, createTestEngine, failureCode, start, text } from './test-engine.ts'

const references: readonly Reference[] = [
  { index: '1', kind: 'document', title: 'Leave policy', referenceId: '1873345678901234567' },
  { index: '2', kind: 'question-and-answer', title: 'When?', referenceId: 'qa' },
  { index: '3', kind: 'web', title: 'A page', url: 'https://example.com/' },
]

function createSlice(referenceId: string): CitedSlice {
  return {
    referenceId,
    kind: 'document',
    text: `words of ${referenceId}`,
    pages: [],
    sheets: [],
    highlights: [],
  }
}

interface Circumstances {
  readonly gone?: readonly string[]
  readonly isOffline?: () => boolean
  readonly whileAsked?: () => unknown
}

/** An answer with three sources, and a service that has the words of those that are not `gone`. */
async function cite({ gone = [], isOffline = () => false, whileAsked }: Circumstances = {}) {
  const asked: (readonly string[])[] = []
  const test = createTestEngine({
    describeReferences: (ids) => {
      asked.push(ids)
      whileAsked?.()
      if (isOffline()) return { ok: false, failure: createFailure('unreachable') }
      return { ok: true, value: [...ids.filter((id) => !gone.includes(id)), 'unasked'].map(createSlice) }
    },
  })
  const conversationId = await test.createConversation()
  const dictation = await test.ask(conversationId)
  await dictation.send(start, text('Cited.'), {
    type: 'references-set',
    part: 'text:1',
    references: [...references],
  })
  test.clock.advance(25)
  const messageId = (await test.open(conversationId)).at(-1)!.id
  const describeSources = async (...referenceIds: string[]) =>
    (await test.engine.handlers['reference.describe']({ messageId, referenceIds })).slices
  const findKept = async () => (await test.engine.handlers['reference.findKept']({ messageId })).slices
  return { ...test, conversationId, messageId, dictation, asked, describeSources, findKept }
}

describe('the words behind sources', () => {
  it('are asked for once and kept, also while the answer is being written', async () => {
    const test = await cite()
    const before = await test.findKept()
    const first = await test.describeSources('qa')
    await test.dictation.send(complete)
    test.clock.advance(25)
    const both = await test.describeSources('1873345678901234567', 'qa')
    expect([before, first, both, await test.findKept(), test.asked]).toEqual([
      [],
      [createSlice('qa')],
      [createSlice('1873345678901234567'), createSlice('qa')],
      [createSlice('1873345678901234567'), createSlice('qa')],
      [['qa'], ['1873345678901234567']],
    ])
  })

  it('are there without a network when they were fetched before', async () => {
    let isOffline = false
    const test = await cite({ isOffline: () => isOffline })
    await test.describeSources('qa')
    isOffline = true
    expect([
      await test.describeSources('qa'),
      await failureCode(() => test.describeSources('1873345678901234567', 'qa')),
    ]).toEqual([[createSlice('qa')], 'unreachable'])
  })

  it('are missing when the service has them no more', async () => {
    const test = await cite({ gone: ['qa'] })
    expect(await test.describeSources('qa', '1873345678901234567')).toEqual([
      createSlice('1873345678901234567'),
    ])
  })

  it('are not kept of an answer that was deleted while they were on their way', async () => {
    let remove = (): unknown => undefined
    const test = await cite({ whileAsked: () => remove() })
    await test.dictation.send(complete)
    test.clock.advance(25)
    remove = () =>
      test.engine.handlers['message.delete']({
        conversationId: test.conversationId,
        messageIds: [test.messageId],
      })
    const code = await failureCode(() => test.describeSources('qa'))
    expect([code, prepare(test.db, 'SELECT count(*) FROM cited_slices').pluck().get()]).toEqual([
      'not-found',
      0,
    ])
  })

  it('of sources that the answer does not name are not asked for', async () => {
    const test = await cite()
    expect([await test.describeSources('another', 'unasked'), test.asked]).toEqual([[], []])
  })
})

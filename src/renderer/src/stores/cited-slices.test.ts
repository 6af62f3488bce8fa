import { describe, expect, it } from 'vitest'
import type { CitedSlice } from '#shared/cited-slice.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { useCitedSlicesStore } from './cited-slices.ts'
import { messageId, startTestHost } from './test-host.ts'

const slice: CitedSlice = {
  referenceId: 'a',
  kind: 'document',
  text: '每年 15 天',
  pages: [],
  sheets: [],
  highlights: [],
}

describe('the words behind sources on the page', () => {
  it('are asked for once, and say which are gone', async () => {
    const host = startTestHost({ 'reference.describe': () => ({ slices: [slice] }) })
    const store = useCitedSlicesStore()
    const fetching = store.fetch(messageId(1), ['a', 'b', 'a'])
    const during = store.find(messageId(1), 'a')
    await fetching
    await store.fetch(messageId(1), ['a', 'b'])
    expect({
      during,
      after: ['a', 'b', 'c'].map((id) => store.find(messageId(1), id)),
      calls: host.calls,
    }).toEqual({
      during: { status: 'loading' },
      after: [{ status: 'ready', slice }, { status: 'gone' }, undefined],
      calls: [['reference.describe', { messageId: messageId(1), referenceIds: ['a', 'b'] }]],
    })
  })

  it('say why they cannot be had, and are asked for again then', async () => {
    const failure = createFailure('credentials-needed')
    const host = startTestHost({
      'reference.describe': () => {
        throw new FailureError(failure)
      },
    })
    const store = useCitedSlicesStore()
    await store.fetch(messageId(1), ['a'])
    const failed = store.find(messageId(1), 'a')
    host.answers['reference.describe'] = () => ({ slices: [slice] })
    await store.fetch(messageId(1), ['a'])
    expect([failed, store.find(messageId(1), 'a')]).toEqual([
      { status: 'failed', failure },
      { status: 'ready', slice },
    ])
  })

  it('are there at once when they are kept', async () => {
    const host = startTestHost({ 'reference.findKept': () => ({ slices: [slice] }) })
    const store = useCitedSlicesStore()
    await store.loadKept(messageId(1))
    await store.fetch(messageId(1), ['a'])
    expect([store.find(messageId(1), 'a'), host.calls.length]).toEqual([{ status: 'ready', slice }, 1])
  })
})

import { describe, expect, it } from 'vitest'
import { useBinStore } from './bin.ts'
import { conversationId, createSummary, startTestHost } from './test-host.ts'

const binned = createSummary(1, { shelf: 'bin', deletedAt: 5 })

function start() {
  const host = startTestHost({
    'conversation.delete': () => ({}),
    'conversation.restore': () => ({}),
    'conversation.listAll': () => [binned],
    'bin.count': () => ({ conversations: 2, messages: 4 }),
  })
  return { host, bin: useBinStore() }
}

describe('the bin', () => {
  it('shows what lies in it, and that there is more', async () => {
    const { bin } = start()
    await bin.show()
    expect([bin.entries, bin.hasMore, bin.count]).toEqual([[binned], true, { conversations: 2, messages: 4 }])
  })

  it('follows what comes and goes', async () => {
    const { host, bin } = start()
    await bin.show()
    const other = createSummary(2, { shelf: 'bin', deletedAt: 6 })
    host.emit({ name: 'conversation.changed', payload: { conversation: other } })
    const came = bin.entries
    host.emit({ name: 'conversation.removed', payload: { conversationId: binned.id } })
    host.emit({ name: 'conversation.changed', payload: { conversation: createSummary(2) } })
    expect([came, bin.entries]).toEqual([[other, binned], []])
  })
})

describe('what was just deleted', () => {
  it('can be had back once', async () => {
    const { host, bin } = start()
    await bin.moveIn([createSummary(1), createSummary(2)])
    const deleted = bin.justDeleted
    await bin.undo()
    await bin.undo()
    const ids = [conversationId(1), conversationId(2)]
    expect([deleted, bin.justDeleted, host.calls]).toEqual([
      { ids, title: 'Conversation 1' },
      null,
      [
        ['conversation.delete', { conversationIds: ids }],
        ['conversation.restore', { conversationIds: ids }],
      ],
    ])
  })

  it('is nothing to undo once it is back or gone for ever', async () => {
    const { host, bin } = start()
    await bin.moveIn([createSummary(1)])
    host.emit({ name: 'conversation.changed', payload: { conversation: createSummary(1) } })
    expect(bin.justDeleted).toBeNull()
  })
})

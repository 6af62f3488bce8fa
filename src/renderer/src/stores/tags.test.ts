import { describe, expect, it } from 'vitest'
import { tagIdSchema } from '#shared/ids.ts'
import type { Tag } from '#shared/tag.ts'
import { useTagsStore } from './tags.ts'
import { createSummary, startTestHost } from './test-host.ts'

function createTag(number: number, name: string): Tag {
  return { id: tagIdSchema.parse(`00000005-0000-4000-8000-00000000000${number}`), name, color: 'red' }
}

const [urgent, later, second] = [createTag(1, 'urgent'), createTag(2, 'Later'), createTag(3, 'part 10')]
const first = createTag(4, 'part 2')

async function start() {
  const host = startTestHost({ 'tag.list': () => [urgent, second, later, first] })
  const store = useTagsStore()
  await store.load()
  return { host, store }
}

describe('the tags', () => {
  it('are in the order in which a person looks for them, those of a conversation, too', async () => {
    const { store } = await start()
    const conversation = createSummary(1, { tagIds: [urgent.id, later.id, createTag(9, 'gone').id] })
    expect([store.tags, store.listOf(conversation)]).toEqual([
      [later, first, second, urgent],
      [later, urgent],
    ])
  })

  it('narrow the list down until they are let go of, or deleted', async () => {
    const { host, store } = await start()
    store.toggleFilter(urgent.id)
    store.toggleFilter(later.id)
    const both = store.filter
    store.toggleFilter(urgent.id)
    const one = store.filter
    host.emit({ name: 'tags.changed', payload: { tags: [urgent] } })
    expect([both, one, store.filter]).toEqual([[urgent.id, later.id], [later.id], []])
  })
})

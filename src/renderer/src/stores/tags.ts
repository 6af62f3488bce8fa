// Owns the list of tags, and which of them the list of conversations is narrowed down to.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { ConversationSummary } from '#shared/conversation.ts'
import type { TagId } from '#shared/ids.ts'
import type { Tag } from '#shared/tag.ts'
import { useBridge } from '../bridge/use-bridge.ts'

export const useTagsStore = defineStore('tags', () => {
  const bridge = useBridge()
  const unordered = shallowRef<readonly Tag[]>([])
  const wantedIds = shallowRef<readonly TagId[]>([])

  /** By name, as people of any language look for it. */
  const tags = computed(() =>
    [...unordered.value].sort((one, other) =>
      one.name.localeCompare(other.name, undefined, { numeric: true }),
    ),
  )
  const byId = computed(() => new Map(tags.value.map((tag) => [tag.id, tag])))
  /** A conversation is listed only with all of these. One that was deleted is asked for no more. */
  const filter = computed(() => wantedIds.value.filter((id) => byId.value.has(id)))

  bridge.on((event) => {
    if (event.name === 'tags.changed') unordered.value = event.payload.tags
  })

  async function load(): Promise<void> {
    unordered.value = await bridge.call('tag.list', {})
  }

  /** The tags of a conversation, by name. */
  function listOf(conversation: Pick<ConversationSummary, 'tagIds'>): Tag[] {
    return tags.value.filter(({ id }) => conversation.tagIds.includes(id))
  }

  function toggleFilter(id: TagId): void {
    wantedIds.value = filter.value.includes(id)
      ? filter.value.filter((other) => other !== id)
      : [...filter.value, id]
  }

  function clearFilter(): void {
    wantedIds.value = []
  }

  /** Throws with `name-taken`, as changing does. */
  function add(tag: Omit<Tag, 'id'>): Promise<Tag> {
    return bridge.call('tag.add', tag)
  }

  async function change({ id, ...tag }: Tag): Promise<void> {
    await bridge.call('tag.change', { tagId: id, ...tag })
  }

  /** Its conversations stay. */
  async function deleteTag(tagId: TagId): Promise<void> {
    await bridge.call('tag.delete', { tagId })
  }

  return { tags, byId, filter, load, listOf, toggleFilter, clearFilter, add, change, deleteTag }
})

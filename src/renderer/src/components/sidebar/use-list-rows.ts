// Owns which rows the conversation list has at the moment: narrowed down to tags, under their headings, without what is folded
// up. Which of them are drawn is use-list-window.ts's matter.
import { computed, type ComputedRef } from 'vue'
import type { ConversationSummary } from '#shared/conversation.ts'
import { useToday } from '../../composables/use-today.ts'
import { useConversationsStore } from '../../stores/conversations.ts'
import { useFoldersStore } from '../../stores/folders.ts'
import { useTagsStore } from '../../stores/tags.ts'
import { useFoldedFolders, type FoldedFolders } from '../organize/use-folded-folders.ts'
import { groupConversations, type ConversationGroup } from './group-conversations.ts'
import { createListRows, type ListRow } from './list-rows.ts'

export interface ListRows {
  readonly isFiltered: ComputedRef<boolean>
  /** Those that are not narrowed away, also in folders that are folded up. */
  readonly listed: ComputedRef<readonly ConversationSummary[]>
  readonly groups: ComputedRef<readonly ConversationGroup[]>
  readonly rows: ComputedRef<readonly ListRow[]>
  readonly folded: FoldedFolders
  isFolded(group: ConversationGroup): boolean
}

export function useListRows(): ListRows {
  const conversations = useConversationsStore()
  const folders = useFoldersStore()
  const tags = useTagsStore()
  const folded = useFoldedFolders()
  const today = useToday()

  const isFiltered = computed(() => tags.filter.length > 0)
  const listed = computed(() =>
    isFiltered.value
      ? conversations.listed.filter(({ tagIds }) => tags.filter.every((id) => tagIds.includes(id)))
      : conversations.listed,
  )
  const groups = computed(() => {
    const all = groupConversations(listed.value, today.value, folders.folders)
    // An empty folder is there to be filled; where nothing is put into it, it would only be in the way.
    const showsEmpty = conversations.shelf === 'open' && !isFiltered.value
    return all.filter((group) => showsEmpty || group.conversations.length > 0)
  })

  /** What is found by its tags is shown, also in a folder that is folded up. */
  function isFolded({ folder }: ConversationGroup): boolean {
    return folder !== undefined && !isFiltered.value && folded.ids.value.has(folder.id)
  }

  return {
    isFiltered,
    listed,
    groups,
    rows: computed(() => createListRows(groups.value, isFolded)),
    folded,
    isFolded,
  }
}

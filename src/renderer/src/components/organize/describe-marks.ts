// Owns what several conversations have in common, as menus show it: pinned or not, in which folder, with which tags.
import type { ConversationSummary } from '#shared/conversation.ts'
import type { FolderId, TagId } from '#shared/ids.ts'

export interface CommonMarks {
  readonly isPinned: boolean
  readonly isArchived: boolean
  /** Null when none of them is in a folder, undefined when they are in different ones. */
  readonly folderId: FolderId | null | undefined
  hasTag(id: TagId): boolean | 'indeterminate'
}

/** Pinned and archived are they when all of them are: then it is to be taken back. */
export function describeMarks(conversations: readonly ConversationSummary[]): CommonMarks {
  const first = conversations[0]?.folderId ?? null
  return {
    isPinned: conversations.every(({ isPinned }) => isPinned),
    isArchived: conversations.every(({ shelf }) => shelf === 'archive'),
    folderId: conversations.every(({ folderId }) => folderId === first) ? first : undefined,
    hasTag(id) {
      const count = conversations.filter(({ tagIds }) => tagIds.includes(id)).length
      if (count === 0) return false
      return count === conversations.length ? true : 'indeterminate'
    },
  }
}

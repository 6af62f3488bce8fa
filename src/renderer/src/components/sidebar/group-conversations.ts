// Owns the headings of the conversation list: the pinned ones, the folders, then today, yesterday, the last seven days and
// months, in local time. Each conversation stands under one of them.
import type { ConversationSummary } from '#shared/conversation.ts'
import type { Folder } from '#shared/folder.ts'

/** Or the month as `2026-03`. */
export type DateKey = 'today' | 'yesterday' | 'week' | `${number}-${string}`

export interface ConversationGroup {
  readonly key: 'pinned' | `folder:${string}` | DateKey
  /** Where it is the group of one. */
  readonly folder?: Folder
  readonly conversations: readonly ConversationSummary[]
}

/**
 * Pinned ones are under that heading alone, those in a folder under their folder alone. All folders are there, also empty
 * ones. The conversations come in the order of lists, pinned ones first, newest first, and keep it.
 */
export function groupConversations(
  conversations: readonly ConversationSummary[],
  now: number,
  folders: readonly Folder[] = [],
): ConversationGroup[] {
  const findKey = createFindDate(now)
  const pinned: ConversationSummary[] = []
  const inFolders = new Map<string, ConversationSummary[]>(folders.map(({ id }) => [id, []]))
  const dates: { key: DateKey; conversations: ConversationSummary[] }[] = []
  for (const conversation of conversations) {
    // A folder that is gone by now holds nothing.
    const inFolder = inFolders.get(conversation.folderId ?? '')
    if (conversation.isPinned) pinned.push(conversation)
    else if (inFolder) inFolder.push(conversation)
    else {
      const key = findKey(conversation.updatedAt)
      const last = dates.at(-1)
      if (last?.key === key) last.conversations.push(conversation)
      else dates.push({ key, conversations: [conversation] })
    }
  }
  return [
    ...(pinned.length > 0 ? [{ key: 'pinned' as const, conversations: pinned }] : []),
    ...folders.map((folder) => ({
      key: `folder:${folder.id}` as const,
      folder,
      conversations: inFolders.get(folder.id) ?? [],
    })),
    ...dates,
  ]
}

/** Under which date something of this time stands. */
export function createFindDate(now: number): (updatedAt: number) => DateKey {
  const today = startOfDay(now, 0)
  const yesterday = startOfDay(now, 1)
  const week = startOfDay(now, 7)
  return (updatedAt) => {
    if (updatedAt >= today) return 'today'
    if (updatedAt >= yesterday) return 'yesterday'
    if (updatedAt >= week) return 'week'
    const date = new Date(updatedAt)
    return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`
  }
}

/** Midnight so many days ago. By the calendar, because a day with a clock change has not 24 hours. */
export function startOfDay(now: number, daysAgo: number): number {
  const date = new Date(now)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo).getTime()
}

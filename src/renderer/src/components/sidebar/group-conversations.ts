// Owns the headings of the conversation list: today, yesterday, the last seven days, then months, in local time.
import type { ConversationSummary } from '#shared/conversation.ts'

export interface ConversationGroup {
  /** Or the month as `2026-03`. */
  readonly key: 'today' | 'yesterday' | 'week' | `${number}-${string}`
  readonly conversations: readonly ConversationSummary[]
}

/** The conversations in their order, cut where the heading changes. They come newest first. */
export function groupConversations(
  conversations: readonly ConversationSummary[],
  now: number,
): ConversationGroup[] {
  const today = startOfDay(now, 0)
  const yesterday = startOfDay(now, 1)
  const week = startOfDay(now, 7)

  function findKey(updatedAt: number): ConversationGroup['key'] {
    if (updatedAt >= today) return 'today'
    if (updatedAt >= yesterday) return 'yesterday'
    if (updatedAt >= week) return 'week'
    const date = new Date(updatedAt)
    return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`
  }

  const groups: { key: ConversationGroup['key']; conversations: ConversationSummary[] }[] = []
  for (const conversation of conversations) {
    const key = findKey(conversation.updatedAt)
    const last = groups.at(-1)
    if (last?.key === key) last.conversations.push(conversation)
    else groups.push({ key, conversations: [conversation] })
  }
  return groups
}

/** Midnight so many days ago. By the calendar, because a day with a clock change has not 24 hours. */
export function startOfDay(now: number, daysAgo: number): number {
  const date = new Date(now)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo).getTime()
}

// Owns the conversation list as the rows that it is drawn of, one below the other: headings and conversations.
import type { ConversationSummary } from '#shared/conversation.ts'
import type { ConversationGroup } from './group-conversations.ts'

export interface HeadingRow {
  readonly type: 'heading'
  readonly group: ConversationGroup
}

export interface ConversationListRow {
  readonly type: 'conversation'
  readonly group: ConversationGroup
  readonly conversation: ConversationSummary
  /** Its place in the group, from 1. */
  readonly position: number
}

export type ListRow = HeadingRow | ConversationListRow

/** Of a group that is folded up there is the heading alone. */
export function createListRows(
  groups: readonly ConversationGroup[],
  isFolded: (group: ConversationGroup) => boolean = () => false,
): ListRow[] {
  const rows: ListRow[] = []
  for (const group of groups) {
    rows.push({ type: 'heading', group })
    if (isFolded(group)) continue
    for (const [index, conversation] of group.conversations.entries()) {
      rows.push({ type: 'conversation', group, conversation, position: index + 1 })
    }
  }
  return rows
}

/** What tells a row that the keyboard reaches from the others: the conversation's id or the folder's; '' for the rest. */
export function keyOfRow(row: ListRow | undefined): string {
  if (row?.type === 'conversation') return row.conversation.id
  return row?.group.folder?.id ?? ''
}

/** The next row in a direction that the keyboard reaches, a conversation or a folder; undefined at the end of the list. */
export function findNextStop(rows: readonly ListRow[], from: number, step: 1 | -1): ListRow | undefined {
  for (let index = from + step; index >= 0 && index < rows.length; index += step) {
    const row = rows[index]
    if (keyOfRow(row) !== '') return row
  }
  return undefined
}

/** The row of the next conversation in a direction, or undefined at the end of the list. */
export function findNextConversation(
  rows: readonly ListRow[],
  from: number,
  step: 1 | -1,
): ConversationListRow | undefined {
  for (let index = from + step; index >= 0 && index < rows.length; index += step) {
    const row = rows[index]
    if (row?.type === 'conversation') return row
  }
  return undefined
}

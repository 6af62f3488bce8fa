// Owns what the keys do on a row of the conversation list. What each of it means is handed in by the list.
import type { ConversationSummary } from '#shared/conversation.ts'
import type { Folder } from '#shared/folder.ts'
import { isMac } from '../../composables/keyboard.ts'
import type { ListSelection } from '../organize/list-selection.ts'
import type { FoldedFolders } from '../organize/use-folded-folders.ts'
import { findNextStop, keyOfRow, type ListRow } from './list-rows.ts'

export interface ListKeys {
  readonly listRows: () => readonly ListRow[]
  readonly selection: ListSelection
  readonly folded: Pick<FoldedFolders, 'fold' | 'unfold'>
  readonly focus: (key: string) => void
  /** A conversation or a folder, by the key of its row. */
  readonly rename: (key: string) => void
  readonly deleteConversation: (conversation: ConversationSummary) => void
  readonly deleteFolder: (folder: Folder) => void
  readonly moveFolder: (folder: Folder, places: -1 | 1) => void
}

/** ⌘ on a Mac and Ctrl elsewhere: with it a click or a key is about the selection. */
export function isCommand(event: MouseEvent | KeyboardEvent): boolean {
  return isMac() ? event.metaKey : event.ctrlKey
}

/** Whether the key means something on this row, and has been followed. */
export function pressOnRow(event: KeyboardEvent, row: ListRow, keys: ListKeys): boolean {
  const isDone =
    row.type === 'conversation'
      ? pressOnConversation(event, row.conversation, keys)
      : pressOnFolder(event, row.group.folder, keys)
  return isDone || pressAnywhere(event, row, keys)
}

function pressOnConversation(
  event: KeyboardEvent,
  conversation: ConversationSummary,
  keys: ListKeys,
): boolean {
  if (event.key === ' ' && event.ctrlKey) {
    keys.selection.toggle(conversation.id)
    return true
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  if (event.key === 'F2') keys.rename(conversation.id)
  else if (event.key === 'Delete') keys.deleteConversation(conversation)
  else return false
  return true
}

function pressOnFolder(event: KeyboardEvent, folder: Folder | undefined, keys: ListKeys): boolean {
  if (!folder || event.ctrlKey || event.metaKey || event.shiftKey) return false
  if (event.altKey) {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return false
    keys.moveFolder(folder, event.key === 'ArrowUp' ? -1 : 1)
  } else if (event.key === 'F2') keys.rename(folder.id)
  else if (event.key === 'Delete') keys.deleteFolder(folder)
  else if (event.key === 'ArrowRight') keys.folded.unfold(folder.id)
  else if (event.key === 'ArrowLeft') keys.folded.fold(folder.id)
  else return false
  return true
}

/** Moving over the rows, with Shift selecting on the way; all, and none. */
function pressAnywhere(
  event: KeyboardEvent,
  row: ListRow,
  { listRows, selection, focus }: ListKeys,
): boolean {
  if (event.altKey) return false
  if (isCommand(event) && event.key.toLowerCase() === 'a' && !event.shiftKey) {
    selection.selectAll()
    return true
  }
  if (event.ctrlKey || event.metaKey) return false
  if (event.key === 'Escape' && selection.ids.value.length > 0) {
    selection.clear()
    return true
  }
  const rows = listRows()
  const index = rows.indexOf(row)
  const targets: Partial<Record<string, () => ListRow | undefined>> = {
    ArrowDown: () => findNextStop(rows, index, 1),
    ArrowUp: () => findNextStop(rows, index, -1),
    Home: () => findNextStop(rows, -1, 1),
    End: () => findNextStop(rows, rows.length, -1),
  }
  const findTarget = targets[event.key]
  if (!findTarget) return false
  const target = findTarget()
  if (event.shiftKey && target?.type === 'conversation') {
    if (selection.ids.value.length === 0 && row.type === 'conversation')
      selection.setAnchor(row.conversation.id)
    selection.extendTo(target.conversation.id)
  }
  focus(keyOfRow(target))
  return true
}

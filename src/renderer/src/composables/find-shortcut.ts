// Owns telling which command a key stroke means. Which keys there are is in shortcut-list.ts; use-shortcuts.ts listens.
import { listShortcuts, resolveModifiers, type Command, type KeyboardSetting } from './shortcut-list.ts'

export type KeyStroke = Pick<
  KeyboardEvent,
  'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'
>

/** The command of a key stroke: exactly its keys, and no stroke of an input method. */
export function findShortcut(stroke: KeyStroke, setting: KeyboardSetting): Command | undefined {
  if (stroke.isComposing) return undefined
  return listShortcuts(setting).find((shortcut) => {
    const held = resolveModifiers(shortcut, setting)
    return (
      stroke.code === shortcut.code &&
      stroke.ctrlKey === held.has('Control') &&
      stroke.metaKey === held.has('Meta') &&
      stroke.altKey === held.has('Alt') &&
      stroke.shiftKey === held.has('Shift')
    )
  })?.command
}

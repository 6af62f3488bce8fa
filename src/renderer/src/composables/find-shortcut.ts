// Owns which key stroke means which command of the frame, by shortcut-list.ts. use-shortcuts.ts listens for them.
import { shortcuts, type Command } from './shortcut-list.ts'

export type KeyStroke = Pick<
  KeyboardEvent,
  'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'
>

export interface KeyboardSetting {
  /** Where the command key takes the place of Ctrl. */
  readonly isMac: boolean
  /** A browser keeps some strokes for itself; the window of the desktop program does not. */
  readonly hasOwnWindow: boolean
}

/** The command of a key stroke. Physical keys are compared, so that the strokes work on every layout. */
export function findShortcut(
  stroke: KeyStroke,
  { isMac, hasOwnWindow }: KeyboardSetting,
): Command | undefined {
  const isCommand = isMac ? stroke.metaKey && !stroke.ctrlKey : stroke.ctrlKey && !stroke.metaKey
  if (!isCommand || stroke.altKey || stroke.isComposing) return undefined
  return shortcuts.find(
    ({ code, hasShift = false, needsOwnWindow = false }) =>
      code === stroke.code && hasShift === stroke.shiftKey && (hasOwnWindow || !needsOwnWindow),
  )?.command
}

// Owns the keys of the frame: which stroke means which command. use-shortcuts.ts listens for them.

export type Command = 'new-conversation' | 'toggle-sidebar'

export type KeyStroke = Pick<
  KeyboardEvent,
  'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'
>

export interface KeyboardSetting {
  /** Where the command key takes the place of Ctrl. */
  readonly isMac: boolean
  /** A browser keeps Ctrl+N for itself; the window of the desktop program does not. */
  readonly hasOwnWindow: boolean
}

/** The command of a key stroke. Physical keys are compared, so that the strokes work on every layout. */
export function findShortcut(
  stroke: KeyStroke,
  { isMac, hasOwnWindow }: KeyboardSetting,
): Command | undefined {
  const isCommand = isMac ? stroke.metaKey && !stroke.ctrlKey : stroke.ctrlKey && !stroke.metaKey
  if (!isCommand || stroke.altKey || stroke.isComposing) return undefined
  if (stroke.code === 'KeyO' && stroke.shiftKey) return 'new-conversation'
  if (stroke.code === 'KeyN' && !stroke.shiftKey && hasOwnWindow) return 'new-conversation'
  if (stroke.code === 'KeyB' && !stroke.shiftKey) return 'toggle-sidebar'
  return undefined
}

// Owns the strokes of the frame: which keys mean which command, and where they can be had. find-shortcut.ts finds the command
// of a stroke by this list, the settings show it.

export type Command = 'new-conversation' | 'toggle-sidebar' | 'open-settings'

export interface Shortcut {
  readonly command: Command
  /** The physical key, as `KeyboardEvent.code` names it; always together with the command key. */
  readonly code: string
  /** What stands on that key on most keyboards. */
  readonly label: string
  readonly hasShift?: true
  /** Browsers keep it for themselves; a window of the desktop program does not. */
  readonly needsOwnWindow?: true
}

export const shortcuts: readonly Shortcut[] = [
  { command: 'new-conversation', code: 'KeyN', label: 'N', needsOwnWindow: true },
  { command: 'new-conversation', code: 'KeyO', label: 'O', hasShift: true },
  { command: 'toggle-sidebar', code: 'KeyB', label: 'B' },
  { command: 'open-settings', code: 'Comma', label: ',' },
]

/** The keys of a shortcut as this platform writes them. */
export function listKeys({ label, hasShift }: Shortcut, isMac: boolean): string[] {
  if (isMac) return [...(hasShift ? ['⇧'] : []), '⌘', label]
  return ['Ctrl', ...(hasShift ? ['Shift'] : []), label]
}

// Owns what a command of the palette is: what it is called and what it does. Which there are is in
// use-conversation-commands.ts and use-program-commands.ts; which of them are offered for a text, in palette-entries.ts.
import type { Settings } from '#shared/settings.ts'
import type { Command } from '../../composables/shortcut-list.ts'
import type { SettingsSection } from '../settings/settings-section.ts'

/** Commands that the frame runs: those with keys, and those about the sidebar. */
export type FrameCommand = Command | 'show-open' | 'show-archive' | 'show-bin'

export type PaletteCommand =
  | FrameCommand
  | 'retry'
  | 'stop'
  | 'edit-question'
  | 'fork'
  | 'copy-answer'
  | 'rate-good'
  | 'rate-bad'
  | 'export-answer'
  | 'answer-details'
  | 'copy-conversation'
  | 'attach'
  | 'show-start'
  | 'show-end'
  | 'rename-conversation'
  | 'fetch-conversation'
  | 'pin'
  | 'archive'
  | `move-to-${string}`
  | 'move-out'
  | 'delete-conversation'
  | 'restore'
  | 'new-folder'
  | 'manage-tags'
  | 'add-profile'
  | 'edit-profile'
  | 'manage-profiles'
  | 'transfer-profiles'
  | 'try-demo'
  | 'unlock'
  | 'keep-keys'
  | 'export-all'
  | 'back-up'
  | `settings-${SettingsSection}`
  | `language-${Settings['language']}`
  | `text-size-${Settings['textSize']}`
  | `theme-${Settings['theme']}`

export interface ListedCommand {
  readonly command: PaletteCommand
  readonly label: string
  /** There may be many of its kind: it is offered only for a text that it has. */
  readonly isAskedFor?: boolean
  readonly run: () => void
}

/** A command that the frame runs; called as its shortcut is unless a label is given. */
export type CreateFrameCommand = (command: FrameCommand, label?: string) => ListedCommand

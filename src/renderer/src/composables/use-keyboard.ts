// Owns which keyboard this page is used with, and the shortcuts of a command on it as hints show them.
import { computed, type ComputedRef } from 'vue'
import { useProgramStore } from '../stores/program.ts'
import { isMac } from './keyboard.ts'
import {
  describeShortcut,
  formatShortcut,
  listShortcuts,
  type Command,
  type KeyboardSetting,
} from './shortcut-list.ts'

export interface ShortcutHint {
  /** As it is printed on keys. */
  readonly keys: string
  /** For `aria-keyshortcuts`. */
  readonly aria: string
}

export interface Keyboard {
  readonly setting: ComputedRef<KeyboardSetting>
  /** The shortcut to show for a command; undefined where it has none. */
  findHint(command: Command): ShortcutHint | undefined
}

export function useKeyboard(): Keyboard {
  const program = useProgramStore()
  const setting = computed(() => ({
    isMac: isMac(),
    hasOwnWindow: program.description?.shell === 'electron',
  }))
  const hints = computed(() => {
    const found = new Map<Command, ShortcutHint>()
    for (const shortcut of listShortcuts(setting.value)) {
      if (found.has(shortcut.command)) continue
      const keys = formatShortcut(shortcut, setting.value)
      found.set(shortcut.command, { keys, aria: describeShortcut(shortcut, setting.value) })
    }
    return found
  })
  return { setting, findHint: (command) => hints.value.get(command) }
}

// Owns listening for the keys of the frame. Which they are is in shortcut-list.ts.
import { onBeforeUnmount, onMounted } from 'vue'
import { findShortcut } from './find-shortcut.ts'
import type { Command } from './shortcut-list.ts'
import { useKeyboard } from './use-keyboard.ts'

/** Runs the command of every key stroke while the component is there, unless a dialog has the keyboard. */
export function useShortcuts(run: (command: Command) => void): void {
  const { setting } = useKeyboard()

  function onKeyDown(event: KeyboardEvent): void {
    if (document.querySelector('.dialog')) return
    const command = findShortcut(event, setting.value)
    if (command === undefined) return
    event.preventDefault()
    run(command)
  }

  onMounted(() => window.addEventListener('keydown', onKeyDown))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKeyDown))
}

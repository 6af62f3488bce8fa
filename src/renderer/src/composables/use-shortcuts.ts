// Owns listening for the keys of the frame. Which they are is in find-shortcut.ts.
import { onBeforeUnmount, onMounted } from 'vue'
import { useProgramStore } from '../stores/program.ts'
import { findShortcut } from './find-shortcut.ts'
import { isMac } from './keyboard.ts'
import type { Command } from './shortcut-list.ts'

/** Runs the command of every key stroke while the component is there, unless a dialog has the keyboard. */
export function useShortcuts(run: (command: Command) => void): void {
  const program = useProgramStore()

  function onKeyDown(event: KeyboardEvent): void {
    if (document.querySelector('.dialog')) return
    const command = findShortcut(event, {
      isMac: isMac(),
      hasOwnWindow: program.description?.shell === 'electron',
    })
    if (command === undefined) return
    event.preventDefault()
    run(command)
  }

  onMounted(() => window.addEventListener('keydown', onKeyDown))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKeyDown))
}

// Owns listening for the keys of the frame. Which they are is in shortcut-list.ts.
import { onBeforeUnmount, onMounted } from 'vue'
import { findShortcut } from './find-shortcut.ts'
import type { Command } from './shortcut-list.ts'
import { useKeyboard } from './use-keyboard.ts'

/**
 * Runs the command of every key stroke while the component is there, unless a dialog has the keyboard. A command that `run`
 * answers with false leaves its keys to the browser.
 */
export function useShortcuts(run: (command: Command) => boolean): void {
  const { setting } = useKeyboard()

  function onKeyDown(event: KeyboardEvent): void {
    if (document.querySelector('.dialog')) return
    const command = isQuestionMark(event) ? 'list-shortcuts' : findShortcut(event, setting.value)
    if (command === undefined) return
    if (run(command)) event.preventDefault()
  }

  onMounted(() => window.addEventListener('keydown', onKeyDown))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKeyDown))
}

/** By what is printed on the key, on any layout; in a field it is a question mark. */
function isQuestionMark({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const isField =
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  return (key === '?' || key === '？') && !isField && !ctrlKey && !metaKey && !altKey
}

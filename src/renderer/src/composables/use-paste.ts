// Owns listening for what is pasted into the window. What it is, recognize-paste.ts says.
import { onBeforeUnmount, onMounted } from 'vue'
import { recognizePaste, type RecognizedPaste } from './recognize-paste.ts'

/** Calls back for a pasted AppKey or link, unless a field takes the text, or a dialog or menu has the keyboard. */
export function usePaste(receive: (paste: RecognizedPaste) => void): void {
  function onPaste(event: ClipboardEvent): void {
    if (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]'))
      return
    if (document.querySelector('.dialog, .menu')) return
    const paste = recognizePaste(event.clipboardData?.getData('text/plain') ?? '')
    if (!paste) return
    event.preventDefault()
    receive(paste)
  }

  onMounted(() => window.addEventListener('paste', onPaste))
  onBeforeUnmount(() => window.removeEventListener('paste', onPaste))
}

// Owns files that are pasted into the window: a screenshot, or files copied in a file manager. Pasted words are the field's,
// pasted AppKeys composables/use-paste.ts's.
import { onBeforeUnmount, onMounted } from 'vue'

/** Calls back with pasted files, unless a dialog or a menu has the keyboard or words come along with them. */
export function useFilePaste(receive: (files: readonly File[]) => void): void {
  function onPaste(event: ClipboardEvent): void {
    const { clipboardData, target } = event
    const files = [...(clipboardData?.files ?? [])]
    // Cells of a table or a paragraph come as words and as a picture of them: the words are meant.
    if (files.length === 0 || clipboardData?.getData('text/plain')) return
    if (document.querySelector('.dialog, .menu')) return
    if (target instanceof Element && target.closest('input, [contenteditable]')) return
    event.preventDefault()
    receive(files)
  }

  onMounted(() => window.addEventListener('paste', onPaste))
  onBeforeUnmount(() => window.removeEventListener('paste', onPaste))
}

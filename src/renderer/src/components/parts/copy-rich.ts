// Owns putting a text on the clipboard together with how it looks. The words alone are copy-text.ts's.
import { copyText, copyThroughField } from './copy-text.ts'

/**
 * Copies words and their HTML, for programs that take it; only the words where there is no other way. False when the page is
 * not allowed to copy. To be called while a person's click is being handled.
 */
export async function copyRich(html: string, plain: string): Promise<boolean> {
  try {
    const item = new ClipboardItem({
      'text/html': new Blob([html], { type: 'text/html' }),
      'text/plain': new Blob([plain], { type: 'text/plain' }),
    })
    await navigator.clipboard.write([item])
    return true
  } catch {
    return copyThroughEvent(html, plain) || copyText(plain)
  }
}

/** The older way, which needs no permission: the page answers the copying of what is selected. */
function copyThroughEvent(html: string, plain: string): boolean {
  let isTaken = false
  function onCopy(event: ClipboardEvent): void {
    event.preventDefault()
    event.stopPropagation()
    event.clipboardData?.setData('text/html', html)
    event.clipboardData?.setData('text/plain', plain)
    isTaken = true
  }
  document.addEventListener('copy', onCopy, { capture: true, once: true })
  const isCopied = copyThroughField(plain)
  document.removeEventListener('copy', onCopy, { capture: true })
  return isCopied && isTaken
}

// Owns putting text on the clipboard.

/** Copies the text; false when the page is not allowed to. To be called while a person's click is being handled. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // The window grants no permissions, and in some shells the clipboard is one; the older way asks for none.
    return copyThroughField(text)
  }
}

/** Copies a text in two forms, the one that a program takes first being HTML. */
export async function copyRich(text: string, html: string): Promise<boolean> {
  try {
    const forms = { 'text/plain': text, 'text/html': html }
    const blobs = Object.entries(forms).map(([type, form]) => [type, new Blob([form], { type })])
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs) as Record<string, Blob>)])
    return true
  } catch {
    return copyThroughEvent(text, html)
  }
}

function copyThroughEvent(text: string, html: string): boolean {
  const fill = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    event.clipboardData?.setData('text/html', html)
    event.preventDefault()
    event.stopPropagation()
  }
  document.addEventListener('copy', fill, { capture: true, once: true })
  // The event comes only where something is selected, or a field has the focus.
  const isCopied = copyThroughField(text)
  document.removeEventListener('copy', fill, { capture: true })
  return isCopied
}

function copyThroughField(text: string): boolean {
  const focused = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'visually-hidden'
  document.body.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  return isCopied
}

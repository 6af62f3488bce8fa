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

/** The older way: it needs a field with something selected in it. */
export function copyThroughField(text: string): boolean {
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

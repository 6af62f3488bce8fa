// Owns which messages must not leave the document because a person has hold of them: the one with the keyboard, and those
// between the ends of a selection.

/** `rows`: the messages in the document, in order. */
export function findKeptRows(content: Element, rows: readonly Element[]): Element[] {
  const focused = rowOf(content, document.activeElement)
  const selection = document.getSelection()
  const selected =
    selection === null || selection.isCollapsed
      ? []
      : between(rows, rowOf(content, selection.anchorNode), rowOf(content, selection.focusNode))
  return focused ? [focused, ...selected] : selected
}

/** From one to the other, whichever comes first; both ends must be in a message. */
function between(rows: readonly Element[], one: Element | undefined, other: Element | undefined): Element[] {
  if (!one || !other) return []
  const ends = [rows.indexOf(one), rows.indexOf(other)]
  return rows.slice(Math.min(...ends), Math.max(...ends) + 1)
}

/** The message that holds it. */
export function rowOf(content: Element, node: Node | null): Element | undefined {
  const element = node instanceof Element ? node : node?.parentElement
  const row = element?.closest('[data-row]')
  return row && content.contains(row) ? row : undefined
}

// Owns the way from a source back to its first mark in the text.

/** The first mark of the source below `root`, if there is one. */
export function findMark(root: Element | null | undefined, index: string): HTMLElement | undefined {
  return root?.querySelector<HTMLElement>(`[data-reference="${CSS.escape(index)}"]`) ?? undefined
}

/** Brings the person there. */
export function showMark(mark: HTMLElement | undefined): void {
  mark?.scrollIntoView({ block: 'center' })
  mark?.focus({ preventScroll: true })
}

// Owns the marking of the passages that matter in cited texts on the page. The browser paints them over the text, so the text
// itself stays what it is.

const name = 'cited-passage'

/**
 * Marks where each of the passages stands first below `root`; those that do not stand there letter by letter are left out.
 * Gives the way to take the marks back.
 */
export function markPassages(root: Element, passages: readonly string[]): () => void {
  // Older browsers have no such marks; the text is there without them.
  if (!('highlights' in CSS)) return () => undefined
  const ranges = passages.flatMap((passage) => findPassage(root, passage) ?? [])
  const highlight = CSS.highlights.get(name) ?? new Highlight()
  for (const range of ranges) highlight.add(range)
  CSS.highlights.set(name, highlight)
  return () => {
    for (const range of ranges) highlight.delete(range)
  }
}

function findPassage(root: Element, passage: string): Range | undefined {
  const at = passage.trim() === '' ? -1 : (root.textContent ?? '').indexOf(passage)
  if (at < 0) return undefined
  const range = document.createRange()
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  let start = 0
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0
    const end = start + length
    if (start <= at && at < end) range.setStart(node, at - start)
    if (at + passage.length <= end) {
      range.setEnd(node, at + passage.length - start)
      return range
    }
    start = end
  }
  return undefined
}

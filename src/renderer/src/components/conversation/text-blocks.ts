// Owns which texts on the page belong to a message as it can be searched, cut into blocks: words run together inside of a
// block and never from one to the next.

/** Stands around the words of a message without being said by anyone. */
const surroundings =
  '.folded-line, .steps, .references-title, .part-aside, .code-bar, .table-bar, .copy, [aria-hidden="true"], svg'
const blockTags = new Set(
  'ARTICLE BLOCKQUOTE BR BUTTON DD DIV DT FIGURE H1 H2 H3 H4 H5 H6 HR LI OL P PRE SECTION TABLE TD TH TR UL'.split(
    ' ',
  ),
)

/** The texts of a message, in their order. */
export function listTextBlocks(message: Element): Text[][] {
  const blocks: Text[][] = []
  let block: Text[] = []
  const end = (): void => {
    if (block.length > 0) blocks.push(block)
    block = []
  }
  const read = (node: Node): void => {
    if (node instanceof Text) block.push(node)
    if (!(node instanceof Element) || node.matches(surroundings)) return
    const isBlock = blockTags.has(node.tagName)
    if (isBlock) end()
    node.childNodes.forEach(read)
    if (isBlock) end()
  }
  for (const body of message.querySelectorAll('.part-list, .question-bubble')) {
    read(body)
    end()
  }
  return blocks
}

// Owns how the blocks of a long text stand in the document: in groups, because what the browser looks at in every frame,
// whether a box is in sight and where it begins, it looks at for every box. A group that is full never changes again.
import type { MarkdownBlock } from './join-pieces.ts'

export interface BlockGroup {
  readonly key: number
  readonly blocks: readonly MarkdownBlock[]
}

/** About two screens of blocks: few boxes, and little that is laid out although it is out of sight. */
const groupSize = 16

/** Groups blocks that grow at their end. Groups of the same blocks as in the last call keep their identity. */
export function createBlockGrouper(
  size = groupSize,
): (blocks: readonly MarkdownBlock[]) => readonly BlockGroup[] {
  let groups: readonly BlockGroup[] = []
  return (blocks) => {
    groups = Array.from({ length: Math.ceil(blocks.length / size) }, (_, index) => {
      const own = blocks.slice(index * size, (index + 1) * size)
      const same = groups[index]
      return same !== undefined && areSame(same.blocks, own) ? same : { key: own[0]?.key ?? 0, blocks: own }
    })
    return groups
  }
}

function areSame(left: readonly MarkdownBlock[], right: readonly MarkdownBlock[]): boolean {
  return left.length === right.length && left.every((block, index) => block === right[index])
}

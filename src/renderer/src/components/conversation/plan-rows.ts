// Owns which messages stand in the document: those in sight, some around them, and those that must not leave it. Where the
// view is, and that it stays there, is use-scroll-position.ts's. All heights in pixels.

export interface RowPlan {
  /** Of all messages that are there, oldest first. */
  readonly heights: readonly number[]
  /** What is in sight, from the upper edge of the first message. It may lie outside of the messages. */
  readonly top: number
  readonly bottom: number
  /** How far around it messages are there before they come into sight. */
  readonly around: number
  /** Indexes of messages that stay, wherever the view is. */
  readonly kept: ReadonlySet<number>
  /** Indexes of those that stand there. They stay as long as they are within twice that distance. */
  readonly mounted: ReadonlySet<number>
  /**
   * How high all that comes at once may be of what is in sight, and with it of the others: drawing a message takes as long as
   * it is high. One that is higher comes alone.
   */
  readonly mostInSight: number
  readonly mostInAll: number
}

export interface PlannedRows {
  /** In order. */
  readonly indexes: readonly number[]
  /** Whether some had to wait for the next time. */
  readonly isPartial: boolean
}

export function planRows(plan: RowPlan): PlannedRows {
  const { heights, top, bottom, around, kept, mounted } = plan
  const chosen = new Set<number>()
  const inSight: number[] = []
  const others: number[] = []
  let start = 0
  for (const [index, height] of heights.entries()) {
    const end = start + height
    const distance = Math.max(top - end, start - bottom)
    if (kept.has(index) || (mounted.has(index) && distance < around * 2)) chosen.add(index)
    else if (distance < 0) inSight.push(index)
    else if (distance < around) others.push(index)
    start = end
  }
  const seen = takeUpTo(plan.mostInSight, inSight, heights)
  // What is in sight stands in front, so that others come only with what it leaves.
  const added = takeUpTo(
    Math.max(plan.mostInAll, sumOf(seen, heights)),
    [...seen, ...nearestFirst(others, plan)],
    heights,
  )
  for (const index of added) chosen.add(index)
  return {
    indexes: [...chosen].sort((one, other) => one - other),
    isPartial: added.length < inSight.length + others.length,
  }
}

/** The first of them, at least one, that are together no higher than `most`. */
function takeUpTo(most: number, indexes: readonly number[], heights: readonly number[]): readonly number[] {
  let height = 0
  const tooMany = indexes.findIndex((index, place) => {
    height += heights[index] ?? 0
    return height > most && place > 0
  })
  return tooMany === -1 ? indexes : indexes.slice(0, tooMany)
}

function sumOf(indexes: readonly number[], heights: readonly number[]): number {
  return indexes.reduce((sum, index) => sum + (heights[index] ?? 0), 0)
}

/** What comes into sight next comes first. */
function nearestFirst(others: readonly number[], { heights, top, bottom }: RowPlan): number[] {
  const starts = startsOf(heights)
  const distanceOf = (index: number): number => {
    const start = starts[index] ?? 0
    return Math.max(top - start - (heights[index] ?? 0), start - bottom)
  }
  return [...others].sort((one, other) => distanceOf(one) - distanceOf(other))
}

/** Where each of them begins, from the beginning of the first. */
export function startsOf(heights: readonly number[]): number[] {
  let start = 0
  return heights.map((height) => {
    const own = start
    start += height
    return own
  })
}

// Owns what the view holds on to while its surroundings change: something at the upper edge, and all that it is in. Says how
// far it has moved; moving the view after it is use-scroll-position.ts's.

interface AnchorPoint {
  readonly element: Element
  /** Pixels from the beginning of all that can be scrolled to: scrolling does not change it, only what lies above does. */
  readonly position: number
}

/** The finest thing first, the message last: what is made anew meanwhile is stood in for by what it was in. */
export type Anchor = readonly AnchorPoint[]

/** As deep as it is worth looking: below that are words. */
const mostLevels = 12

/** `rows`: the messages in the document, in order. Empty when none of them is in sight. */
export function takeAnchor(box: Element, rows: readonly Element[]): Anchor {
  const { top, bottom } = box.getBoundingClientRect()
  const points: Element[] = []
  // Of a message above, only the space below it may be in sight: it is no longer read.
  let candidates: readonly Element[] = rows.filter((row) =>
    reachesBelow(row.lastElementChild ?? row, top + 1),
  )
  while (points.length < mostLevels) {
    const found = findFirstBelow(candidates, top + 1)
    if (!found || found.getBoundingClientRect().top >= bottom) break
    points.unshift(found)
    if (found.getBoundingClientRect().top >= top) break
    candidates = [...found.children]
  }
  return fixPoints(box, points)
}

/** Holds on to one element that the person has touched, and what it is in. */
export function anchorAt(box: Element, element: Element, row: Element): Anchor {
  const points: Element[] = []
  for (let at: Element | null = element; at !== null && at !== box; at = at.parentElement) {
    points.push(at)
    if (at === row) break
  }
  return fixPoints(box, points)
}

/** How many pixels it stands further down than it did; 0 when nothing of it is left. */
export function measureShift(box: Element, anchor: Anchor): number {
  const point = anchor.find(({ element }) => element.isConnected && element.getClientRects().length > 0)
  return point ? positionOf(box, point.element) - point.position : 0
}

function fixPoints(box: Element, elements: readonly Element[]): Anchor {
  return elements.map((element) => ({ element, position: positionOf(box, element) }))
}

function positionOf(box: Element, element: Element): number {
  return element.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop
}

/** They stand below each other: of many, only some have to be looked at. */
function findFirstBelow(elements: readonly Element[], top: number): Element | undefined {
  if (elements.length <= 16) return elements.find((element) => reachesBelow(element, top))
  let [low, high] = [0, elements.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    const element = elements[middle]
    if (element && reachesBelow(element, top)) high = middle
    else low = middle + 1
  }
  const found = elements[low]
  return found && reachesBelow(found, top) ? found : undefined
}

function reachesBelow(element: Element, top: number): boolean {
  const rect = element.getBoundingClientRect()
  return rect.height > 0 && rect.bottom > top
}

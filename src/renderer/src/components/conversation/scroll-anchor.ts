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
  const read = findFirst(rows, (row) => reachesBelow(row.lastElementChild ?? row, top + 1))
  let candidates: readonly Element[] = read ? [read] : []
  while (points.length < mostLevels) {
    const found = findFirst(candidates, (element) => reachesBelow(element, top + 1))
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
  return point ? point.element.getBoundingClientRect().top - originOf(box) - point.position : 0
}

function fixPoints(box: Element, elements: readonly Element[]): Anchor {
  const origin = originOf(box)
  return elements.map((element) => ({ element, position: element.getBoundingClientRect().top - origin }))
}

/** Where all that can be scrolled to begins, in pixels of the window. */
function originOf(box: Element): number {
  return box.getBoundingClientRect().top - box.scrollTop
}

/** They stand below each other, and behind the first that is meant all are: of many, only some have to be looked at. */
function findFirst(
  elements: readonly Element[],
  isMeant: (element: Element) => boolean,
): Element | undefined {
  if (elements.length <= 16) return elements.find(isMeant)
  let [low, high] = [0, elements.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    const element = elements[middle]
    if (element && isMeant(element)) high = middle
    else low = middle + 1
  }
  const found = elements[low]
  return found && isMeant(found) ? found : undefined
}

function reachesBelow(element: Element, top: number): boolean {
  const rect = element.getBoundingClientRect()
  return rect.height > 0 && rect.bottom > top
}

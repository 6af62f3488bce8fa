// Owns the decision whether the view goes with a growing answer, and how much room is left below an answer that must not move.
// Where the view scrolls to is in use-scroll-position.ts.

export interface ScrollMove {
  readonly isFollowing: boolean
  readonly previousTop: number
  readonly top: number
  /** How far the last line is below the lower edge, in pixels. */
  readonly distanceToEnd: number
}

/** Positions are fractions of a pixel on some screens. */
const tolerance = 2

/** Follows while the end is in sight. Any move upward ends that: the person is reading. */
export function shouldFollow({ isFollowing, previousTop, top, distanceToEnd }: ScrollMove): boolean {
  if (distanceToEnd <= tolerance) return true
  return isFollowing && top >= previousTop - tolerance / 2
}

/**
 * The room below the content, in pixels, that lets something in it stand at the upper edge of the box. An answer that grows
 * takes of it what it needs, so that nothing on the screen moves. `fromTop`: from there to the end of the content.
 */
export function getRoomBelow(boxHeight: number, fromTop: number): number {
  return Math.max(0, boxHeight - fromTop)
}

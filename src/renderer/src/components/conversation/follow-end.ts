// Owns the decision whether the view goes with a growing answer. Where it scrolls to is in use-scroll-position.ts.

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

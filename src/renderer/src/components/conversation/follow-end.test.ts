import { describe, expect, it } from 'vitest'
import { getRoomBelow, shouldFollow } from './follow-end.ts'

const move = { isFollowing: true, previousTop: 1000, top: 1000, distanceToEnd: 0 }

describe('shouldFollow', () => {
  it('goes on when the answer has grown below the edge', () => {
    expect(shouldFollow({ ...move, distanceToEnd: 400 })).toEqual(true)
  })

  it('stops at any move upward', () => {
    expect(shouldFollow({ ...move, top: 997, distanceToEnd: 3 })).toEqual(false)
  })

  it('does not begin again before the end is reached', () => {
    expect(shouldFollow({ ...move, isFollowing: false, top: 1200, distanceToEnd: 40 })).toEqual(false)
  })

  it('begins again at the end', () => {
    expect(shouldFollow({ ...move, isFollowing: false, top: 1240, distanceToEnd: 1 })).toEqual(true)
  })

  it('goes on when the content has become shorter and the end is in sight', () => {
    expect(shouldFollow({ ...move, top: 900 })).toEqual(true)
  })
})

describe('getRoomBelow', () => {
  it('fills the box below a short answer, shrinks as it grows, and is gone when the answer fills the box', () => {
    expect([100, 400, 600, 5000].map((fromTop) => getRoomBelow(600, fromTop))).toEqual([500, 200, 0, 0])
  })
})

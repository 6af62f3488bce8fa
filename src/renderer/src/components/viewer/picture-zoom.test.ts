import { expect, it } from 'vitest'
import { fitScale, keepPoint, stepScale } from './picture-zoom.ts'

it.each([
  ['a wide one shrinks', { width: 2000, height: 500 }, false, 0.5],
  ['a high one shrinks', { width: 500, height: 2000 }, false, 0.4],
  ['a small one stays', { width: 100, height: 100 }, false, 1],
  ['a small drawing grows', { width: 100, height: 100 }, true, 8],
  ['a tiny drawing grows so far', { width: 10, height: 10 }, true, 16],
])('to fit, %s', (_what, picture, mayGrow, scale) => {
  expect(fitScale(picture, { width: 1000, height: 800 }, mayGrow)).toBe(scale)
})

it('steps end at the limits, and back is the way there', () => {
  expect([stepScale(1, 1), stepScale(stepScale(1, 1), -1), stepScale(16, 1), stepScale(0.05, -1)]).toEqual([
    1.25, 1, 16, 0.05,
  ])
})

it('the point under the pointer stays there', () => {
  // 300 pixels into a picture at 1 are 600 pixels into it at 2.
  expect(keepPoint(200, 100, 1, 2)).toBe(500)
})

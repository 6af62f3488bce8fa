import { describe, expect, it } from 'vitest'
import { planRows, startsOf, type RowPlan } from './plan-rows.ts'

/** Twenty messages of 100 pixels, of which the eleventh and twelfth are in sight. */
const plan: RowPlan = {
  heights: Array.from({ length: 20 }, () => 100),
  top: 1000,
  bottom: 1200,
  around: 200,
  kept: new Set(),
  mounted: new Set(),
  mostInSight: 10,
  mostOthers: 10,
}

describe('planRows', () => {
  it('chooses what is in sight and what is near it', () => {
    expect(planRows(plan)).toEqual({ indexes: [8, 9, 10, 11, 12, 13], isPartial: false })
  })

  it('begins with what is in sight, then with what comes into sight next, when not all can come at once', () => {
    expect(planRows({ ...plan, mostInSight: 2, mostOthers: 2 })).toEqual({
      indexes: [9, 10, 11, 12],
      isPartial: true,
    })
  })

  it('lets go of what is there only at twice the distance', () => {
    const mounted = new Set([5, 6, 7, 10, 11])
    expect(planRows({ ...plan, mounted, mostOthers: 0 }).indexes).toEqual([6, 7, 10, 11])
  })

  it('keeps what must stay, wherever the view is', () => {
    expect(planRows({ ...plan, kept: new Set([0, 19]), around: 0 }).indexes).toEqual([0, 10, 11, 19])
  })

  it('chooses nothing where nothing is', () => {
    expect(planRows({ ...plan, top: -5000, bottom: -4000 })).toEqual({ indexes: [], isPartial: false })
  })
})

it('says where each begins', () => {
  expect(startsOf([10, 20, 30])).toEqual([0, 10, 30])
})

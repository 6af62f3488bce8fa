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
  mostInSight: 1000,
  mostInAll: 1000,
}

describe('planRows', () => {
  it('chooses what is in sight and what is near it', () => {
    expect(planRows(plan)).toEqual({ indexes: [8, 9, 10, 11, 12, 13], isPartial: false })
  })

  it('begins with what is in sight, then with what comes into sight next, when not all can come at once', () => {
    expect(planRows({ ...plan, mostInSight: 200, mostInAll: 400 })).toEqual({
      indexes: [9, 10, 11, 12],
      isPartial: true,
    })
  })

  it('lets one that is higher than all that may come at once come alone', () => {
    const heights = plan.heights.map((height, index) => (index === 10 ? 900 : height))
    expect(planRows({ ...plan, heights, mostInSight: 200, mostInAll: 200 })).toEqual({
      indexes: [10],
      isPartial: true,
    })
  })

  it('lets all come that is in sight, where that is more than may come in all', () => {
    expect(planRows({ ...plan, mostInAll: 100 })).toEqual({ indexes: [10, 11], isPartial: true })
  })

  it('lets go of what is there only at twice the distance', () => {
    const mounted = new Set([5, 6, 7, 8, 9, 10, 11, 12, 13])
    expect(planRows({ ...plan, mounted }).indexes).toEqual([6, 7, 8, 9, 10, 11, 12, 13])
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

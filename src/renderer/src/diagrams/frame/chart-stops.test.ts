import { expect, it } from 'vitest'
import { listStops } from './chart-stops.ts'

const two = {
  series: [
    { type: 'bar', data: [1] },
    { type: 'line', data: [1, 2] },
  ],
}

it('each value of each series is gone to', () => {
  expect(listStops(two, false)).toEqual([
    { seriesIndex: 0, dataIndex: 0 },
    { seriesIndex: 1, dataIndex: 0 },
    { seriesIndex: 1, dataIndex: 1 },
  ])
})

it('values that are shown together are gone to once, along the longest series', () => {
  expect(listStops(two, true)).toEqual([
    { seriesIndex: 1, dataIndex: 0 },
    { seriesIndex: 1, dataIndex: 1 },
  ])
})

it('the rows of shared data are gone to, their names are not', () => {
  const source = [
    ['city', 'people'],
    ['Bern', 134],
    ['Basel', 173],
  ]
  expect(listStops({ dataset: { source }, series: { type: 'bar' } }, true)).toEqual([
    { seriesIndex: 0, dataIndex: 0 },
    { seriesIndex: 0, dataIndex: 1 },
  ])
})

it.each([{}, { series: [] }, { series: { type: 'gauge' } }] as const)(
  'there is nowhere to go in %j',
  (option) => {
    expect(listStops(option, false)).toEqual([])
  },
)

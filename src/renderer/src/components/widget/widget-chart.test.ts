import { expect, it } from 'vitest'
import { encodeChart } from './widget-chart.ts'

const chart = { kind: 'Chart', path: '0', children: [], xAxis: 'day' } as const

it('takes the rows apart into a category axis and series', () => {
  const option = encodeChart({
    ...chart,
    data: [
      { day: 'Mo', rain: 3, sun: { nested: true } },
      { day: 'Tu', rain: 5 },
    ],
    series: [{ type: 'area', dataKey: 'rain', label: 'Rain' }, { dataKey: 'sun' }, undefined],
  })
  expect(JSON.parse(option ?? '')).toEqual({
    legend: {},
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: ['Mo', 'Tu'] },
    yAxis: { type: 'value' },
    series: [
      { name: 'Rain', type: 'line', areaStyle: {}, data: [3, 5] },
      { name: 'sun', type: 'bar', data: [null, null] },
    ],
  })
})

it('is nothing without rows or series', () => {
  expect([
    encodeChart({ ...chart, data: [], series: [{ dataKey: 'a' }] }),
    encodeChart({ ...chart, data: [{ a: 1 }], series: [] }),
  ]).toEqual([undefined, undefined])
})

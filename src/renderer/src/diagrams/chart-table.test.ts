import { expect, it } from 'vitest'
import { findChartTable } from './chart-table.ts'

it('categories with several series are a row each', () => {
  const option = {
    xAxis: { type: 'category', name: 'Quarter', data: ['Q1', { value: 'Q2' }] },
    yAxis: { type: 'value' },
    series: [
      { name: 'Revenue', data: [120, { value: 200 }] },
      { name: '成本', data: [80] },
    ],
  }
  expect(findChartTable(option)).toEqual({
    head: ['Quarter', 'Revenue', '成本'],
    rows: [
      ['Q1', '120', '80'],
      ['Q2', '200', ''],
    ],
  })
})

it('shares are their names and values', () => {
  const option = { series: [{ type: 'pie', name: 'Pets', data: [{ name: 'Dogs', value: 3 }] }] }
  expect(findChartTable(option)).toEqual({ head: ['', 'Pets'], rows: [['Dogs', '3']] })
})

it('a table of data is itself', () => {
  const option = { dataset: { source: [['product', 2015], ['Tea', 43.3]] }, series: [{ type: 'bar' }] } // prettier-ignore
  expect(findChartTable(option)).toEqual({ head: ['product', '2015'], rows: [['Tea', '43.3']] })
})

it.each([
  {},
  { series: [{ type: 'scatter', data: [[1, 2]] }] },
  { series: 'x' },
  { xAxis: { data: [] }, series: [] },
])('of %j there is none', (option) => {
  expect(findChartTable(option)).toBeUndefined()
})

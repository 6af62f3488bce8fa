// Owns the numbers of a chart as a table, for whoever reads them better than a picture: charts of categories, shares, and
// data that is a table already. Others have none.
import { isObject, type ChartOption } from './chart-option.ts'

export interface ChartTable {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const maxRows = 500

/** Undefined when the chart is of another kind. */
export function findChartTable(option: ChartOption): ChartTable | undefined {
  return cut(findDataset(option) ?? findShares(option) ?? findCategories(option))
}

function findDataset(option: ChartOption): ChartTable | undefined {
  const source = list(option['dataset'])[0]?.['source']
  if (!Array.isArray(source) || !source.every(Array.isArray)) return undefined
  const [head, ...rows] = source.map((row: readonly unknown[]) => row.map(describe))
  return head && { head, rows }
}

/** Such as a pie: one series of named values. */
function findShares(option: ChartOption): ChartTable | undefined {
  const [series, ...others] = list(option['series'])
  const data = series?.['data']
  if (others.length > 0 || !Array.isArray(data) || data.length === 0) return undefined
  if (!data.every((item) => isObject(item) && 'name' in item)) return undefined
  return {
    head: ['', describe(series?.['name'])],
    rows: data.map((item: ChartOption) => [describe(item['name']), describe(item)]),
  }
}

function findCategories(option: ChartOption): ChartTable | undefined {
  const axis = [...list(option['xAxis']), ...list(option['yAxis'])].find(({ data }) => Array.isArray(data))
  const series = list(option['series']).filter(({ data }) => Array.isArray(data))
  if (!axis || series.length === 0) return undefined
  const columns = series.map(({ data }) => (Array.isArray(data) ? data : []))
  const categories = Array.isArray(axis['data']) ? axis['data'] : []
  return {
    head: [describe(axis['name']), ...series.map(({ name }) => describe(name))],
    rows: categories.map((category, index) => [
      describe(category),
      ...columns.map((column) => describe(column[index])),
    ]),
  }
}

function cut(table: ChartTable | undefined): ChartTable | undefined {
  return table && table.rows.length > 0 ? { ...table, rows: table.rows.slice(0, maxRows) } : undefined
}

/** One object or a list of them, as everywhere in an option. */
function list(value: unknown): readonly ChartOption[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject)
}

/** A value is itself, or stands in an object with more about it. */
function describe(value: unknown): string {
  if (isObject(value)) return describe(value['value'])
  if (Array.isArray(value)) return value.map(describe).join(', ')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

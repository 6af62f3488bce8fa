// Owns the values of a chart that one can go to, one after the other. Pure.
import { isObject, type ChartOption } from '../chart-option.ts'

export interface ChartStop {
  readonly seriesIndex: number
  readonly dataIndex: number
}

/** More are not gone through by anybody. */
const maxStops = 2000

/** The series of an option, which may be one or a list of them. */
export function listSeries({ series }: ChartOption): readonly ChartOption[] {
  return (Array.isArray(series) ? series : [series]).filter(isObject)
}

/** `isByAxis`: the values of all series at one place are shown together, so each place is gone to once. */
export function listStops(option: ChartOption, isByAxis: boolean): readonly ChartStop[] {
  const counts = listSeries(option).map(({ data }) => (Array.isArray(data) ? data.length : countRows(option)))
  const longest = counts.indexOf(Math.max(...counts))
  return counts
    .flatMap((count, seriesIndex) =>
      isByAxis && seriesIndex !== longest
        ? []
        : Array.from({ length: Math.min(count, maxStops) }, (_, dataIndex) => ({ seriesIndex, dataIndex })),
    )
    .slice(0, maxStops)
}

/** The rows of the data that all series share; the first names the columns. */
function countRows({ dataset }: ChartOption): number {
  const first: unknown = Array.isArray(dataset) ? dataset[0] : dataset
  const source = isObject(first) ? first['source'] : undefined
  return Array.isArray(source) ? Math.max(0, source.length - 1) : 0
}

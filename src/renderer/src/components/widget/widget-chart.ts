// Owns how the chart of a card becomes an ECharts option, which is drawn as every other chart is. Pure.
import type { NodeOfKind } from './widget-node.ts'

/** JSON text; undefined when there is nothing to draw. */
export function encodeChart({ data, series, xAxis }: NodeOfKind<'Chart'>): string | undefined {
  const drawn = series.flatMap((each) => (each === undefined ? [] : [each]))
  if (drawn.length === 0 || data.length === 0) return undefined
  const take = (key: string) => data.map((row) => scalarOf(row[key]))
  return JSON.stringify({
    ...(drawn.length > 1 ? { legend: {} } : {}),
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: xAxis === undefined ? data.map((_, index) => index + 1) : take(xAxis) },
    yAxis: { type: 'value' },
    series: drawn.map(({ type = 'bar', dataKey, label }) => ({
      name: label ?? dataKey,
      type: type === 'area' ? 'line' : type,
      ...(type === 'area' ? { areaStyle: {} } : {}),
      data: take(dataKey),
    })),
  })
}

function scalarOf(value: unknown): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

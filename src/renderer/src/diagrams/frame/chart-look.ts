// Owns what every chart is given beside its option: the colours and letters of the program, and that it does not move.
import type { EChartsOption } from 'echarts'
import { parseJson } from '#shared/parse-json.ts'
import type { DiagramTheme } from '../frame-messages.ts'

/** The option in a source. Throws for what is no JSON. */
export function readOption(source: string, { isDark }: DiagramTheme): EChartsOption {
  const parsed = parseJson(source)
  if (!parsed.ok) throw new Error('The option is no JSON.')
  // Of the library's own shape, as far as it is one; what it cannot draw it throws.
  const option = parsed.value as EChartsOption
  // Words beside a shape have a rim in the colour of the ground, which the library does not see through a transparent one.
  const ground =
    option.backgroundColor === undefined ? { backgroundColor: 'transparent', darkMode: isDark } : {}
  return { ...ground, ...option, animation: false }
}

/** A theme as the library takes it. */
export function createChartTheme({
  series,
  fontFamily,
  text,
  mutedText,
  line,
}: DiagramTheme): Record<string, unknown> {
  const axis = {
    axisLine: { lineStyle: { color: line } },
    axisTick: { lineStyle: { color: line } },
    axisLabel: { color: mutedText },
    nameTextStyle: { color: mutedText },
    splitLine: { lineStyle: { color: line } },
  }
  return {
    color: [...series],
    textStyle: { fontFamily, color: text },
    title: { textStyle: { color: text }, subtextStyle: { color: mutedText } },
    legend: { textStyle: { color: mutedText } },
    categoryAxis: axis,
    valueAxis: axis,
    timeAxis: axis,
    logAxis: axis,
  }
}

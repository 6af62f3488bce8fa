// Owns the frame that draws charts: options of ECharts that the page has parsed and stripped (chart-option.ts) and sends as
// JSON. A chart is a picture; it does not move, and nothing on it can be pointed at.
import { init, type EChartsOption } from 'echarts'
import { parseJson } from '#shared/parse-json.ts'
import { answerDraw } from './answer-draw.ts'
import { serializePicture } from './serialize-picture.ts'

/** Height by width, and its limits in pixels. */
const ratio = 0.56
const minHeight = 240
const maxHeight = 460

answerDraw(async ({ source, theme, width }) => {
  const parsed = parseJson(source)
  if (!parsed.ok) throw new Error('The option is no JSON.')
  // Of the library's own shape, as far as it is one; what it cannot draw it throws.
  const option = parsed.value as EChartsOption
  const axis = {
    axisLine: { lineStyle: { color: theme.line } },
    axisTick: { lineStyle: { color: theme.line } },
    axisLabel: { color: theme.mutedText },
    nameTextStyle: { color: theme.mutedText },
    splitLine: { lineStyle: { color: theme.line } },
  }
  const chart = init(
    null,
    {
      color: [...theme.series],
      textStyle: { fontFamily: theme.fontFamily, color: theme.text },
      title: { textStyle: { color: theme.text }, subtextStyle: { color: theme.mutedText } },
      legend: { textStyle: { color: theme.mutedText } },
      categoryAxis: axis,
      valueAxis: axis,
      timeAxis: axis,
      logAxis: axis,
    },
    {
      renderer: 'svg',
      ssr: true,
      width,
      height: Math.round(Math.min(maxHeight, Math.max(minHeight, width * ratio))),
    },
  )
  chart.setOption({ backgroundColor: 'transparent', ...option, animation: false })
  const drawing = new DOMParser().parseFromString(chart.renderToSVGString(), 'image/svg+xml').documentElement
  // They are for a pointer.
  for (const style of drawing.querySelectorAll('style')) style.remove()
  return serializePicture(drawing)
})

// Owns the frame that draws charts: options of ECharts that the page has parsed and stripped (chart-option.ts) and sends as
// JSON. A chart is a picture, unless it was asked for as one that lives (live-chart.ts).
import { init } from 'echarts'
import type { DrawRequest } from '../frame-messages.ts'
import { answerRequest } from './answer-request.ts'
import { createChartTheme, readOption } from './chart-look.ts'
import { showLiveChart } from './live-chart.ts'
import { serializePicture } from './serialize-picture.ts'

/** Height by width, and its limits in pixels. */
const ratio = 0.56
const minHeight = 240
const maxHeight = 460

function draw({ source, theme, width }: DrawRequest): string {
  const height = Math.round(Math.min(maxHeight, Math.max(minHeight, width * ratio)))
  const chart = init(null, createChartTheme(theme), { renderer: 'svg', ssr: true, width, height })
  chart.setOption(readOption(source, theme))
  const drawing = new DOMParser().parseFromString(chart.renderToSVGString(), 'image/svg+xml').documentElement
  // They are for a pointer.
  for (const style of drawing.querySelectorAll('style')) style.remove()
  return serializePicture(drawing)
}

answerRequest({ draw, show: showLiveChart })

// Owns a chart that stays in its frame while a person looks at it: it fills the frame, says the values under the pointer, and
// its legend switches series. It is a canvas, with the words of the values drawn into it: nothing of a source becomes markup.
import { init, type ECharts, type EChartsOption } from 'echarts'
import type { DiagramTheme, LiveEvent, LiveMessage, LiveRequest } from '../frame-messages.ts'
import { createChartTheme, readOption } from './chart-look.ts'
import { findStep } from '../chart-keys.ts'
import { listSeries, listStops, type ChartStop } from './chart-stops.ts'

export function showLiveChart({ source, theme }: LiveRequest, port: MessagePort): void {
  const option = readOption(source, theme)
  const { style } = document.documentElement
  // Else the browser lays a ground of its own below a frame whose scheme is not that of the page.
  style.colorScheme = theme.isDark ? 'dark' : 'light'
  style.background = theme.background
  style.setProperty('forced-color-adjust', 'none')
  const box = document.body.appendChild(document.createElement('div'))
  Object.assign(box.style, { position: 'fixed', inset: '0' })

  const chart = init(box, createChartTheme(theme), { renderer: 'canvas' })
  chart.setOption(option)
  const isByAxis = listSeries(option).every(({ type }) => type === 'bar' || type === 'line')
  chart.setOption({ tooltip: createTooltip(theme, isByAxis) })
  addEventListener('resize', () => chart.resize())
  const step = createSteps(chart, listStops(option, isByAxis))
  port.onmessage = ({ data }: MessageEvent<LiveMessage>) => step(data.by)
  // Whoever has clicked here has the keyboard here.
  addEventListener('keydown', ({ key }) => {
    const by = findStep(key)
    if (by !== undefined) step(by)
    else if (key === 'Escape') port.postMessage({ type: 'escape' } satisfies LiveEvent)
  })
  port.postMessage({ type: 'shown' } satisfies LiveEvent)
}

function createTooltip(theme: DiagramTheme, isByAxis: boolean): NonNullable<EChartsOption['tooltip']> {
  return {
    show: true,
    trigger: isByAxis ? 'axis' : 'item',
    renderMode: 'richText',
    confine: true,
    transitionDuration: 0,
    backgroundColor: theme.background,
    borderColor: theme.mutedText,
    textStyle: { color: theme.text, fontFamily: theme.fontFamily, fontSize: theme.fontSize },
  }
}

/** Goes to the next value, or to the one before: from nowhere to the first, or to the last. */
function createSteps(chart: ECharts, stops: readonly ChartStop[]): (by: 1 | -1) => void {
  let at = -1
  return (by) => {
    at = Math.min(stops.length - 1, Math.max(0, at === -1 && by < 0 ? stops.length - 1 : at + by))
    const stop = stops[at]
    if (!stop) return
    chart.dispatchAction({ type: 'downplay' })
    chart.dispatchAction({ type: 'highlight', ...stop })
    chart.dispatchAction({ type: 'showTip', ...stop })
  }
}

// Owns what is measured of a page while something happens in it: how long its main thread worked, how long the longest task
// took, and how many frames came late. Works in any page, without its help.
import type { CDPSession, Page } from '@playwright/test'

export interface PageFigures {
  /** Work of the main thread, in milliseconds of its own time: what other programs do meanwhile does not count. */
  readonly taskMs: number
  /** Of the tasks over 50 ms, the only ones that a page is told of; 0 when there were none. */
  readonly longestTaskMs: number
  /** Frames that came a whole frame or more behind their time, as a share of all, from 0 to 1. */
  readonly lateShare: number
}

interface Recorder {
  readonly frames: number[]
  readonly longTasks: number[]
  stop(): void
}
interface RecordedWindow {
  recorder: Recorder
}

/** Frames of a screen with 60 of them a second, in milliseconds; one that came later than this has missed one. */
const lateMs = 1.75 * (1000 / 60)

/** Does the work and says what became of the page meanwhile. */
export async function record(page: Page, work: () => Promise<void>): Promise<PageFigures> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.evaluate(() => {
    const frames: number[] = []
    const longTasks: number[] = []
    let isRunning = true
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTasks.push(duration)
    })
    observer.observe({ type: 'longtask' })
    requestAnimationFrame(function next(at) {
      frames.push(at)
      if (isRunning) requestAnimationFrame(next)
    })
    const recorder: Recorder = {
      frames,
      longTasks,
      stop() {
        isRunning = false
        observer.disconnect()
      },
    }
    ;(window as unknown as RecordedWindow).recorder = recorder
  })
  const before = await readTaskMs(session)
  await work()
  const taskMs = (await readTaskMs(session)) - before
  const { frames, longTasks } = await page.evaluate(() => {
    const { recorder } = window as unknown as RecordedWindow
    recorder.stop()
    return { frames: recorder.frames, longTasks: recorder.longTasks }
  })
  await session.detach()
  const gaps = frames.slice(1).map((at, index) => at - (frames[index] ?? at))
  const due = (frames.at(-1) ?? 0) - (frames[0] ?? 0)
  const late = gaps
    .filter((gap) => gap > lateMs)
    .reduce((sum, gap) => sum + Math.round(gap / (1000 / 60)) - 1, 0)
  return {
    taskMs,
    longestTaskMs: Math.max(0, ...longTasks),
    lateShare: late / Math.max(1, due / (1000 / 60)),
  }
}

async function readTaskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
}

/** Bytes of JavaScript objects that are still used, after everything else was given back. */
export async function readHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}

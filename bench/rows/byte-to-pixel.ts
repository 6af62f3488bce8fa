// Measures how long a piece of an answer takes from the service's socket to the screen, at 50 pieces a second: through client,
// engine, disk, bridge and page. Limit: a page that gets it by a socket and appends it to a paragraph in the next frame.
import type { Page } from '@playwright/test'
import { percentile } from '../percentile.ts'
import { openStage, type Stage } from '../page/stage.ts'
import type { StreamTask } from '../page/task.ts'
import { createRow, type Row } from '../row.ts'

const task: StreamTask = { characters: 0, perSecond: 50, seconds: 20, isNumbered: true }

interface WatchedWindow {
  /** When each number was first behind a painted frame, in milliseconds since the epoch. */
  painted: number[]
}

export async function measureByteToPixel(): Promise<Row[]> {
  const stage = await openStage()
  try {
    await stage.program.getByRole('button', { name: 'New conversation' }).click()
    await stage.program.evaluate(watchNumbers)
    await stage.ask(task)
    const ours = await listDelays(stage, stage.program)
    await stage.load('plain')
    await stage.other.evaluate(watchNumbers)
    await stage.show(task)
    const limit = await listDelays(stage, stage.other)
    return [0.5, 0.95].map((share) =>
      createRow(`from the socket to the screen, p${100 * share}`, 'ms', {
        ours: percentile(ours, share),
        limit: percentile(limit, share),
      }),
    )
  } finally {
    await stage.close()
  }
}

/** Runs in the page. What stands there when a frame has been made is what that frame shows. */
function watchNumbers(): void {
  const painted: number[] = []
  ;(window as unknown as WatchedWindow).painted = painted
  const channel = new MessageChannel()
  channel.port1.onmessage = () => {
    const last = Array.from((document.body?.textContent ?? '').matchAll(/⟦(\d+)⟧/g)).at(-1)?.[1]
    const at = performance.timeOrigin + performance.now()
    while (last !== undefined && painted.length <= Number(last)) painted.push(at)
  }
  requestAnimationFrame(function next() {
    channel.port2.postMessage(0)
    requestAnimationFrame(next)
  })
}

async function listDelays(stage: Stage, page: Page): Promise<number[]> {
  const sent = await stage.listSent()
  const painted = await page.evaluate(() => (window as unknown as WatchedWindow).painted)
  if (painted.length < sent.length) throw new Error(`${painted.length} of ${sent.length} pieces were seen.`)
  // The first second warms up.
  return sent.flatMap((at, index) => (index < task.perSecond ? [] : [(painted[index] ?? NaN) - at]))
}

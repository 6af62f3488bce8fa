// Owns what happens when the page's process dies: it is loaded again, unless it has just died before. Answers go on
// meanwhile, in the main process.
import type { WebContents } from 'electron'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'

export interface CrashOptions {
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  /** Asks whether to load the page once more; the program ends when the answer is no. */
  readonly askToReload: () => Promise<boolean>
  readonly quit: () => void
}

const quietMs = 60_000

export function recoverFromCrashes(
  contents: WebContents,
  { clock, log, askToReload, quit }: CrashOptions,
): void {
  let crashedAt = -Infinity
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error('page.crashed', { reason, exitCode })
    if (reason === 'clean-exit') return
    const isFirst = clock.now() - crashedAt > quietMs
    crashedAt = clock.now()
    if (isFirst) return contents.reload()
    void askToReload().then((isWanted) => (isWanted ? contents.reload() : quit()))
  })
}

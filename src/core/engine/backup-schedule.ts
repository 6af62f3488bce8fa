// Owns when the program makes a backup by itself: after a quiet minute at the start, then once a day, and not while answers
// are being written if that can be helped. Time is what passes, not what the clock on the wall says.
import type { Clock } from '#core/clock.ts'

export interface BackupScheduleOptions {
  readonly clock: Clock
  readonly isOn: () => boolean
  readonly isBusy: () => boolean
  /** Makes one if there is anything new. Resolves with whether that is settled for today; never rejects. */
  readonly makeBackup: () => Promise<boolean>
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
/** Answers that run on and on are no reason to have no backup. */
const longestWaitMs = hourMs

/** Returns the function that ends it. */
export function startBackupSchedule({ clock, isOn, isBusy, makeBackup }: BackupScheduleOptions): () => void {
  let isEnded = false
  let cancel = plan(minuteMs)
  let dueSince: number | undefined

  function plan(delayMs: number): () => void {
    return clock.after(delayMs, () => void onDue())
  }

  async function onDue(): Promise<void> {
    dueSince ??= clock.elapsed()
    if (isBusy() && clock.elapsed() - dueSince < longestWaitMs) {
      cancel = plan(minuteMs)
      return
    }
    dueSince = undefined
    const isSettled = isOn() && (await makeBackup())
    if (!isEnded) cancel = plan(isSettled ? dayMs : hourMs)
  }

  return () => {
    isEnded = true
    cancel()
  }
}

// Owns the two reasons to end unasked: nobody has used the program for long, and the program that started it is gone.
import type { Clock } from '#core/clock.ts'

export interface IdleOptions {
  readonly clock: Clock
  /** 0: never. */
  readonly idleMs: number
  /** Whether a page is open or an answer is being written. */
  readonly isInUse: () => boolean
  readonly onIdle: () => void
}

const looksPerIdleTime = 60

/** Looks now and then; calls back once after `idleMs` without use. Returns the function that ends it. */
export function watchIdle({ clock, idleMs, isInUse, onIdle }: IdleOptions): () => void {
  if (idleMs === 0) return () => undefined
  let usedAt = clock.now()
  return repeat(clock, idleMs / looksPerIdleTime, () => {
    if (isInUse()) usedAt = clock.now()
    if (clock.now() - usedAt < idleMs) return true
    onIdle()
    return false
  })
}

export interface ParentOptions {
  readonly clock: Clock
  readonly readParentId: () => number
  readonly onGone: () => void
}

const parentLookMs = 1_000

/** Calls back once when the parent changes, as it does on Unix when the parent dies. Windows keeps the old number. */
export function watchParent({ clock, readParentId, onGone }: ParentOptions): () => void {
  const parentId = readParentId()
  return repeat(clock, parentLookMs, () => {
    if (readParentId() === parentId) return true
    onGone()
    return false
  })
}

/** Calls back again and again until it returns false or is ended. */
function repeat(clock: Clock, intervalMs: number, callback: () => boolean): () => void {
  let cancel = clock.after(intervalMs, run)
  function run(): void {
    if (callback()) cancel = clock.after(intervalMs, run)
  }
  return () => cancel()
}

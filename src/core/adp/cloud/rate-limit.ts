// Owns how often one action may be called in a second. Calls beyond that wait for their turn here, so that the service has
// no reason to refuse them; what it does refuse nevertheless is tried again by api.ts.
//
// A call holds a place from before it is sent until a second after its answer came. The service receives it at some moment
// in between, so of those that reach the service within any second all hold a place at once, and there are only so many
// places: however slow and uneven the network is, the rate is kept.
import type { Clock } from '../../clock.ts'

const windowMs = 1000

/** Calls that may wait, as a multiple of those that may be made in a second. */
const maxWaitingFactor = 5

/** To be called once, when the answer came or never will. */
export type EndTurn = () => void

export interface RateLimit {
  /**
   * Resolves when it is the call's turn, first come first served. Undefined, and at once, when too many are waiting or
   * when `signal` aborts.
   */
  takeTurn(action: string, perSecond: number, signal: AbortSignal): Promise<EndTurn | undefined>
}

/** The calls of one action. Running and recent ones hold a place each. */
interface Queue {
  running: number
  /** When the answers of the last second came, oldest first. */
  ended: number[]
  /** Those that wait for a place; non-empty only while every place is held. */
  readonly waiting: (() => void)[]
  /** Takes back the look for a free place; there while somebody waits and a place is known to become free. */
  cancelLook: (() => void) | undefined
}

export function createRateLimit(clock: Clock): RateLimit {
  const queues = new Map<string, Queue>()

  return {
    async takeTurn(action, perSecond, signal) {
      const queue = queues.get(action) ?? { running: 0, ended: [], waiting: [], cancelLook: undefined }
      queues.set(action, queue)
      const letIn = (): void => letWaitingIn(queue, perSecond)
      letIn()
      if (isFull(queue, perSecond)) {
        if (queue.waiting.length >= perSecond * maxWaitingFactor) return undefined
        if (!(await waitInLine(queue, letIn, signal))) return undefined
      } else {
        queue.running += 1
      }
      return () => {
        queue.running -= 1
        queue.ended.push(clock.elapsed())
        letIn()
      }
    },
  }

  /** Gives places that became free to those that wait, and looks again when the next one becomes free. */
  function letWaitingIn(queue: Queue, perSecond: number): void {
    queue.cancelLook?.()
    queue.cancelLook = undefined
    const now = clock.elapsed()
    queue.ended = queue.ended.filter((at) => at > now - windowMs)
    while (queue.waiting.length > 0 && !isFull(queue, perSecond)) {
      queue.running += 1
      queue.waiting.shift()?.()
    }
    const [next] = queue.ended
    if (queue.waiting.length === 0 || next === undefined) return
    queue.cancelLook = clock.after(next + windowMs - now, () => letWaitingIn(queue, perSecond))
  }
}

function isFull({ running, ended }: Queue, perSecond: number): boolean {
  return running + ended.length >= perSecond
}

/** Resolves with true when it was let in, with false when `signal` aborts before. */
function waitInLine({ waiting }: Queue, letIn: () => void, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve(false)
      return
    }
    const enter = (): void => {
      signal.removeEventListener('abort', leave)
      resolve(true)
    }
    const leave = (): void => {
      waiting.splice(waiting.indexOf(enter), 1)
      letIn()
      resolve(false)
    }
    waiting.push(enter)
    letIn()
    signal.addEventListener('abort', leave, { once: true })
  })
}

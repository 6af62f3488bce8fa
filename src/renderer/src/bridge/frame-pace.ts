// Owns when what becomes of answers reaches the page: at most once in a frame. As fast as a person reads it comes in every
// frame; what pours in faster than anybody reads comes in every third, because laying out a page costs more than what is new
// on it. The order of events and replies stays as it was: everything else lets what is held go first.
import type { BridgeEvent } from '#shared/contract/contract.ts'
import { countAddedUnits } from '#shared/count-added-units.ts'
import type { HostConnection } from './host-connection.ts'
import { createListeners } from './listeners.ts'

type ProgressEvent = Extract<BridgeEvent, { name: 'answer.progressed' }>

/** What the window does of it. */
export interface FrameClock {
  requestAnimationFrame(callback: () => void): number
  cancelAnimationFrame(handle: number): void
  setTimeout(callback: () => void, ms: number): number
  clearTimeout(handle: number): void
}

/** UTF-16 units in a frame. Models write up to half as much; nobody reads more than a quarter. */
const readable = 16
const frames = 2
/** Without a frame for so long, as in a window that is hidden, events come all the same. */
const mostMs = 200

/** Frames to leave out behind one that brought `grown` more units than the one that came `elapsed` frames before. */
export function countFramesToRest(grown: number, elapsed: number): number {
  return grown / elapsed > readable ? frames : 0
}

/** The same connection, in step with the frames of the page. */
export function paceHost(host: HostConnection, clock: FrameClock = window): HostConnection {
  const events = createListeners<BridgeEvent>()
  let held: ProgressEvent[] = []
  /** Frames that are still left out before the next one, and those that will have passed then. */
  let resting = 0
  let elapsed = 1
  let frame = 0
  let timer = 0

  function release(): void {
    if (frame === 0) return
    clock.cancelAnimationFrame(frame)
    clock.clearTimeout(timer)
    frame = 0
    const released = held
    held = []
    resting = countFramesToRest(
      released.reduce((sum, { payload }) => sum + countAddedUnits(payload.events), 0),
      elapsed,
    )
    elapsed = resting + 1
    for (const event of released) events.call(event)
  }

  function releaseWhenDue(): void {
    if (resting === 0) return release()
    resting -= 1
    frame = clock.requestAnimationFrame(releaseWhenDue)
  }

  host.on((event) => {
    if (event.name !== 'answer.progressed') {
      release()
      events.call(event)
      return
    }
    held.push(event)
    if (frame !== 0) return
    frame = clock.requestAnimationFrame(releaseWhenDue)
    timer = clock.setTimeout(release, mostMs)
  })

  return {
    ...host,
    on: events.add,
    onReconnected: (listener) =>
      host.onReconnected(() => {
        release()
        listener()
      }),
    call: async (name, input) => {
      const reply = await host.call(name, input)
      release()
      return reply
    },
  }
}

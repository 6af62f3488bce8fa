// Owns how often the program listens while many answers are written at once. Most of what an event costs is to be told of it
// by the system: when each comes alone, ten thousand a second cost more than all that is done with them. From a dozen
// answers on, transports are therefore left alone and read together, at most ten times a second: what came meanwhile comes
// at once. Few answers are read as they come.
import type { Clock } from '../clock.ts'

const longestMs = 100
const msPerTurn = 2
/** Shorter than this nobody is helped: it is about the time between two pieces of one answer. */
const shortestMs = 25

/**
 * Options of a connection that is listened to so. Node hands them on to the stream of the socket, which otherwise goes on
 * reading until it holds 64 KiB, each time being told of it by the system: paused, it stops reading at once. While nobody
 * pauses it they change nothing.
 */
export const stopsReadingWhenPaused = { highWaterMark: 1 } as const

export interface Pausable {
  pause(): unknown
  resume(): unknown
}

export interface ListeningPace {
  /** A turn is read from this transport, perhaps one of several. Gives what to call when that is over, once. */
  add(transport: Pausable): () => void
}

export function createListeningPace(clock: Clock): ListeningPace {
  // How many turns are read from each transport.
  const turns = new Map<Pausable, number>()
  let count = 0
  let isPausing = false

  function periodMs(): number {
    const ms = Math.min(longestMs, count * msPerTurn)
    return ms < shortestMs ? 0 : ms
  }

  function wait(): void {
    const ms = periodMs()
    isPausing = ms > 0
    if (!isPausing) return
    for (const transport of turns.keys()) transport.pause()
    clock.after(ms, listen)
  }

  function listen(): void {
    for (const transport of turns.keys()) transport.resume()
    // After everything that is there has been read.
    setImmediate(wait)
  }

  return {
    add(transport) {
      turns.set(transport, (turns.get(transport) ?? 0) + 1)
      count += 1
      if (!isPausing) wait()
      return () => {
        count -= 1
        const left = (turns.get(transport) ?? 1) - 1
        if (left > 0) return void turns.set(transport, left)
        turns.delete(transport)
        transport.resume()
      }
    },
  }
}

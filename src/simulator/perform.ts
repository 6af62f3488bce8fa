// Owns the leading of a turn: takes the steps one by one, lets the speaker spell them and the line carry them, at a pace,
// until they are through or the client asks to stop. The same for both generations and both transports.
import { performance } from 'node:perf_hooks'
import type { Line, LineState } from './line.ts'
import { pause } from './pace.ts'
import type { LineStep, Step } from './scenario.ts'
import type { Speaker, WireEvent } from './speaker.ts'

export interface Performance {
  readonly steps: Iterable<Step>
  readonly speaker: Speaker
  /** What the delays of a real model are multiplied by. */
  readonly paceFactor: number
}

/**
 * Resolves when the turn has been told, with `stopped` when the client asked for that; rejects with the reason of the
 * line's signal when that came first.
 */
export async function performTurn(
  line: Line,
  { steps, speaker, paceFactor }: Performance,
): Promise<'told' | 'stopped'> {
  const waking = AbortSignal.any([line.signal, line.stopSignal])
  /** Set by a tempo step; until then the pace decides. */
  let packetMs: number | undefined

  /** A stop ends it after the event that is under way, which has been remembered as said. */
  async function say(events: Iterable<WireEvent>): Promise<void> {
    for (const event of events) {
      line.prepare()
      await wait(packetMs ?? event.delayMs * paceFactor)
      await line.carry(event)
      if (line.stopSignal.aborted) return
    }
  }

  /** Ends early when the client asks to stop. */
  async function wait(ms: number): Promise<void> {
    await pause(ms, waking).catch((cause: unknown) => {
      if (line.signal.aborted) throw cause
    })
  }

  /** As many events as are due by the clock, so that a late timer is made up for. */
  async function load({ piece, eventsPerSecond, seconds }: Extract<LineStep, { type: 'load' }>) {
    const packets = speaker.load(piece)[Symbol.iterator]()
    const count = Math.round(eventsPerSecond * seconds)
    const startedAt = performance.now()
    for (let sent = 0; sent < count && !line.stopSignal.aborted;) {
      await wait(1000 / eventsPerSecond)
      const due = Math.min(count, Math.floor(((performance.now() - startedAt) * eventsPerSecond) / 1000))
      for (; sent < due; sent += 1) {
        const packet = packets.next()
        if (packet.done !== true) for (const event of packet.value) await line.carry(event)
      }
    }
  }

  async function act(step: Step): Promise<LineState> {
    switch (step.type) {
      case 'pause':
        await wait(step.ms)
        return 'open'
      case 'tempo':
        packetMs = step.packetMs
        return 'open'
      case 'load':
        await load(step)
        return 'open'
      case 'cut': {
        const events = [...speaker.encode(step.step)]
        const last = events.pop()
        await say(events)
        if (last !== undefined) await line.cut(last, step.within)
        return 'over'
      }
      case 'http':
        if (line.respond === undefined) await say(speaker.encode({ type: 'error', code: step.status }))
        else line.respond(step)
        return 'over'
      case 'framing':
      case 'frames':
      case 'raw':
      case 'reset':
      case 'leave':
      case 'silence':
        return line.act(step)
      default:
        await say(speaker.encode(step))
        return 'open'
    }
  }

  for (const step of steps) {
    const state = await act(step)
    if (line.stopSignal.aborted) {
      for (const event of speaker.encode({ type: 'stop' })) await line.carry(event)
      return 'stopped'
    }
    if (state === 'over') return 'told'
  }
  await say(speaker.encode({ type: 'turn-end' }))
  await line.end(speaker.lastWord())
  return 'told'
}

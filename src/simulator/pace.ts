// Owns time: how long a real model takes between events, and how much faster or slower than that a simulator runs.
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises'
import type { Random } from './random.ts'

/** A name, or the mean number of milliseconds between two packets of text; everything else in proportion. */
export type Pace = 'instant' | 'fast' | 'real' | number

const meanPacketMs = 32
const packetMsByName = { instant: 0, fast: 4, real: meanPacketMs }

/** The pace a person wrote on the command line, or undefined. */
export function parsePace(text: string): Pace | undefined {
  if (text === 'instant' || text === 'fast' || text === 'real') return text
  return /^\d{1,5}$/.test(text) ? Number(text) : undefined
}

/** What the delays of a real model are multiplied by. */
export function paceFactor(pace: Pace): number {
  return (typeof pace === 'number' ? pace : packetMsByName[pace]) / meanPacketMs
}

/** `opening`: before the first event of a turn; `event`: before a new kind of thing; `packet`: between two pieces. */
export type DelayKind = 'opening' | 'event' | 'packet'

/** Milliseconds a real model would take: the first event after about 300, the first text after about 700. */
export function realDelayMs(kind: DelayKind, random: Random): number {
  switch (kind) {
    case 'opening':
      return Math.round(260 + 80 * random())
    case 'event':
      return Math.round(110 + 50 * random())
    case 'packet':
      // Nine in ten are 25 to 40 ms; the tenth is a hesitation.
      return Math.round(random() < 0.9 ? 25 + 15 * random() : 40 + 60 * random())
  }
}

/** Waits; with nothing to wait for it still lets everyone else run. Rejects when the signal is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await delay(ms, undefined, { signal })
  else await nextTurn(undefined, { signal })
}

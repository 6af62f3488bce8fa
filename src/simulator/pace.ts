// Owns time: how fast a simulator runs, and how it waits. How long a real model takes between events is rhythm.ts's.
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises'
import { meanPacketMs, type RhythmName } from './rhythm.ts'

/** A name, or the mean number of milliseconds between two packets of text; everything else in proportion. */
export type Pace = 'instant' | 'fast' | 'real' | 'recorded' | number

const packetMsByName = { instant: 0, fast: 4, real: meanPacketMs, recorded: meanPacketMs }

/** The pace a person wrote on the command line, or undefined. */
export function parsePace(text: string): Pace | undefined {
  if (text === 'instant' || text === 'fast' || text === 'real' || text === 'recorded') return text
  return /^\d{1,5}$/.test(text) ? Number(text) : undefined
}

/** What the delays of a real model are multiplied by. */
export function paceFactor(pace: Pace): number {
  return (typeof pace === 'number' ? pace : packetMsByName[pace]) / meanPacketMs
}

export function paceRhythm(pace: Pace): RhythmName {
  return pace === 'recorded' ? 'recorded' : 'chat'
}

/** Waits; with nothing to wait for it still lets everyone else run. Rejects when the signal is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await delay(ms, undefined, { signal })
  else await nextTurn(undefined, { signal })
}

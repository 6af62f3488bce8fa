// Owns which stretches of ids a search walks through: from newer to older blocks where those are in order, and a stretch of
// its own for everything that came to the history with an older time than what was there.
import { z } from 'zod'
import { prepare, type Database } from '#core/store/database.ts'
import { blockLength } from './index-texts.ts'

const blockSchema = z.tuple([z.number(), z.number(), z.number(), z.number()])

export interface Stretch {
  /** Ids, both included. */
  readonly lowest: number
  readonly highest: number
  /** Time of the newest text in it. */
  readonly newest: number
  /** The newest time that a text below this one can have, which has this time. */
  newestBelow(id: number, createdAt: number): number
}

/** The stretches that can have texts of these times, the one with the newest text first. */
export function listStretches(index: Database, from: number, before: number): Stretch[] {
  const blocks = prepare(index, 'SELECT block, oldest, newest, is_ordered FROM blocks ORDER BY block')
    .raw()
    .all()
    .map((row) => blockSchema.parse(row))
  const stretches: { first: number; times: number[]; oldest: number[]; ordered: boolean[] }[] = []
  let last: (typeof blocks)[number] | undefined
  for (const block of blocks) {
    const [number, oldest, newest, isOrdered] = block
    const isInOrder = last !== undefined && number === last[0] + 1 && newest >= last[2]
    if (!isInOrder) stretches.push({ first: number, times: [], oldest: [], ordered: [] })
    stretches.at(-1)?.times.push(newest)
    stretches.at(-1)?.oldest.push(oldest)
    stretches.at(-1)?.ordered.push(isOrdered === 1)
    last = block
  }
  return stretches
    .flatMap(({ first, times, oldest, ordered }) => {
      const start = times.findIndex((newest) => newest >= from)
      const end = oldest.findLastIndex((time) => time < before)
      if (start === -1 || end < start) return []
      return [
        {
          lowest: (first + start) * blockLength,
          highest: (first + end + 1) * blockLength - 1,
          newest: times[end] ?? 0,
          newestBelow(id: number, createdAt: number) {
            const place = Math.floor(id / blockLength) - first
            const below = times[place - 1] ?? 0
            return ordered[place] ? Math.max(createdAt, below) : Math.max(times[place] ?? 0, below)
          },
        },
      ]
    })
    .sort((one, other) => other.newest - one.newest)
}

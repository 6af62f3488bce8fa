// Owns the list of all messages of a history by time, which the history itself keeps in no index.
import { z } from 'zod'
import { prepare, type Database } from '#core/store/database.ts'
import { createPace, type SearchContext } from './search-context.ts'

const rowSchema = z.tuple([z.number().int(), z.number()])

/** Rows that are read in one go. */
const stretch = 2000

/** The sequences of all messages, newest first. Reads the whole table: about a second for a million. */
export async function orderMessages(context: SearchContext): Promise<number[]> {
  const pace = createPace(context)
  const messages: { sequence: number; createdAt: number }[] = []
  const select = prepare(
    context.history,
    'SELECT sequence, created_at FROM messages WHERE sequence > ? ORDER BY sequence LIMIT ?',
  ).raw()
  for (let last = Number.MIN_SAFE_INTEGER; ;) {
    const rows = select.all(last, stretch).map((row) => rowSchema.parse(row))
    for (const [sequence, createdAt] of rows) messages.push({ sequence, createdAt })
    last = rows.at(-1)?.[0] ?? last
    if (rows.length < stretch) break
    await pace()
  }
  messages.sort((one, other) => other.createdAt - one.createdAt || other.sequence - one.sequence)
  return messages.map(({ sequence }) => sequence)
}

/** The messages that came last, newest first: a guess at the newest ones that costs nothing. */
export function listNewest(history: Database, count: number): number[] {
  return z
    .array(rowSchema)
    .parse(
      prepare(history, 'SELECT sequence, created_at FROM messages ORDER BY sequence DESC LIMIT ?')
        .raw()
        .all(count),
    )
    .sort(
      ([sequence, createdAt], [otherSequence, otherTime]) =>
        otherTime - createdAt || otherSequence - sequence,
    )
    .map(([sequence]) => sequence)
}

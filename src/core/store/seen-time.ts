// Owns the latest time at which the program has trusted the computer's clock, so that what depends on age is not decided by a
// clock that has leapt. What counts as a leap is engine/retention-desk.ts's.
import { prepare, write, type Database } from './database.ts'

/** Before it was ever written: when the history was last changed. Undefined for a history without any conversation. */
export function findSeenTime(db: Database): number | undefined {
  const stored = prepare(db, "SELECT value FROM history_facts WHERE name = 'seen-at'").pluck().get()
  const seen = Number(stored)
  if (stored !== undefined && Number.isSafeInteger(seen)) return seen
  const newest = prepare(db, 'SELECT max(updated_at) FROM conversations').pluck().get()
  return typeof newest === 'number' ? newest : undefined
}

export function setSeenTime(db: Database, seenAt: number): void {
  write(db, () =>
    prepare(
      db,
      `INSERT INTO history_facts (name, value) VALUES ('seen-at', ?)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    ).run(String(seenAt)),
  )
}

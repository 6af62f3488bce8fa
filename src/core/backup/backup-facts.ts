// Owns what a backup says of itself: a row of its table of facts, so that it goes along with the file whatever its name
// and the clock are.
import Sqlite from 'better-sqlite3'
import { z } from 'zod'
import { parseJson } from '#shared/parse-json.ts'
import { openReader } from '#core/store/connection.ts'
import type { Database } from '#core/store/database.ts'

const factName = 'backup'

const backupFactsSchema = z.strictObject({
  /** One more than that of the backup before it: their order, whatever the clock said. */
  sequence: z.number().int().positive(),
  createdAt: z.number().int(),
  fingerprint: z.string(),
  conversations: z.number().int(),
  messages: z.number().int(),
})
export type BackupFacts = z.infer<typeof backupFactsSchema>

export function writeBackupFacts(db: Database, facts: BackupFacts): void {
  db.prepare('INSERT OR REPLACE INTO history_facts (name, value) VALUES (?, ?)').run(
    factName,
    JSON.stringify(facts),
  )
}

/** For a history that is a backup no more. */
export function deleteBackupFacts(db: Database): void {
  db.prepare('DELETE FROM history_facts WHERE name = ?').run(factName)
}

/** Undefined when the file is not a backup that can be read. */
export function readBackupFacts(file: string): BackupFacts | undefined {
  let db: Database | undefined
  try {
    db = openReader(file)
    const value = db.prepare('SELECT value FROM history_facts WHERE name = ?').pluck().get(factName)
    const parsed = parseJson(typeof value === 'string' ? value : '')
    return parsed.ok ? backupFactsSchema.safeParse(parsed.value).data : undefined
  } catch (error) {
    if (error instanceof Sqlite.SqliteError) return undefined
    throw error
  } finally {
    db?.close()
  }
}

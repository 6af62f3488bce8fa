// Owns what the history remembers of its own health: the last report, what was recovered, how far the idle scrub is, and
// what a person has been told. One row of history_facts, as JSON.
import { z } from 'zod'
import {
  findingSchema,
  integrityReportSchema,
  recoveryReportSchema,
  scrubPlaceSchema,
  type RecoveryReport,
} from '#shared/integrity.ts'
import { parseJson } from '#shared/parse-json.ts'
import { openConnection } from './connection.ts'
import { prepare, write, type Database } from './database.ts'

const integrityRecordSchema = z.object({
  report: integrityReportSchema.nullable().catch(null),
  isNews: z.boolean().catch(false),
  recovery: recoveryReportSchema.nullable().catch(null),
  isRecoveryNews: z.boolean().catch(false),
  isToldOfNetwork: z.boolean().catch(false),
  /** When everything had been looked at the last time. */
  scrubbedAt: z.number().nullable().catch(null),
  /** The round that is under way; null between two rounds. */
  round: z
    .object({
      place: scrubPlaceSchema,
      checked: z.number(),
      findings: z.array(findingSchema),
    })
    .nullable()
    .catch(null),
})
export type IntegrityRecord = z.infer<typeof integrityRecordSchema>

const factName = 'integrity'

/** An empty one when there is none, or none that can be read. */
export function readIntegrityRecord(db: Database): IntegrityRecord {
  const value = prepare(db, 'SELECT value FROM history_facts WHERE name = ?').pluck().get(factName)
  const parsed = parseJson(typeof value === 'string' ? value : '{}')
  return integrityRecordSchema.parse(parsed.ok && isObject(parsed.value) ? parsed.value : {})
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

export function writeIntegrityRecord(db: Database, record: IntegrityRecord): void {
  write(db, () =>
    prepare(
      db,
      `INSERT INTO history_facts (name, value) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    ).run(factName, JSON.stringify(record)),
  )
}

/** Writes into a recovered history, which nobody has open, what it was recovered from. */
export function rememberRecovery(file: string, recovery: RecoveryReport): void {
  const db = openConnection(file)
  try {
    writeIntegrityRecord(db, { ...readIntegrityRecord(db), recovery, isRecoveryNews: true })
  } finally {
    db.close()
  }
}

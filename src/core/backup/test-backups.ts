// Owns what the tests of backups share: a data folder with a history in it, and the steps of a worker that nobody stops.
import { join } from 'node:path'
import { insertTurn } from '#core/store/messages.ts'
import { closeStore, type Database } from '#core/store/open.ts'
import { addConversation, createQuestion, createText } from '#core/store/test-rows.ts'
import { createFolder, openGoodStore } from '#core/store/test-store.ts'
import { makeSnapshot, type SnapshotInput, type SnapshotOutcome } from './make-snapshot.ts'
import type { Steps } from './steps.ts'

export const steps: Steps = {
  signal: new AbortController().signal,
  report: () => undefined,
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
}

/** Noon of a day in January 2026. */
export function noonOf(day: number): number {
  return new Date(2026, 0, day, 12).getTime()
}

export interface DataFolder {
  readonly dataDir: string
  readonly file: string
  readonly db: Database
  /** Adds a question with this text to the conversation, which then was used at this moment. */
  write(text: string, at?: number): void
  snapshot(input?: Partial<SnapshotInput>): Promise<SnapshotOutcome>
  close(): void
}

export function openDataFolder(dataDir = createFolder()): DataFolder {
  const file = join(dataDir, 'history.db')
  const db = openGoodStore(file)
  const { id } = addConversation(db)
  return {
    dataDir,
    file,
    db,
    write(text, at = 2000) {
      insertTurn(db, [createQuestion(id, { parts: [createText(text, 'question')] })])
      db.prepare('UPDATE conversations SET updated_at = ? WHERE id = ?').run(at, id)
    },
    snapshot: (input) =>
      makeSnapshot(file, dataDir, { now: noonOf(1), isAsked: false, reserveBytes: 0, ...input }, steps),
    close: () => closeStore(db),
  }
}

/** The texts of all questions in this file, in their order. */
export function readTexts(db: Database): string[] {
  return db
    .prepare("SELECT json_extract(body, '$.text') FROM parts ORDER BY message_sequence")
    .pluck()
    .all() as string[]
}

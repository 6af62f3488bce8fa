// Owns search.db: a database beside the history that can be made anew from it at any time, so that it may be thrown away
// whenever something about it is not right. What is written into it is in index-texts.ts.
import { closeSync, existsSync, openSync, rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { z } from 'zod'
import { prepare, type Database } from '#core/store/database.ts'

/** To be raised whenever texts (plain-text.ts), their form or their grams change: an index of another format is made anew. */
const format = '2'

const schema = `
  CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE texts (
    -- Ascends with the time of the messages, as far as they came in that order.
    id INTEGER PRIMARY KEY,
    message INTEGER NOT NULL,
    conversation INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    -- Whether the message has one.
    has_file INTEGER NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX texts_by_message ON texts (message);

  -- The times of all texts whose ids have the same quotient. Deletions leave them as they are: nothing is outside of them.
  CREATE TABLE blocks (
    block INTEGER PRIMARY KEY,
    oldest INTEGER NOT NULL,
    newest INTEGER NOT NULL,
    -- Whether times ascend with ids in it.
    is_ordered INTEGER NOT NULL
  ) STRICT;

  -- The grams have a form of their own, which this tokenizer leaves as it is.
  CREATE VIRTUAL TABLE grams USING fts5 (entries, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
  -- What is deleted is really taken out, not only marked.
  INSERT INTO grams (grams, rank) VALUES ('secure-delete', 1);
`

/** Opens the index of the history with this id, or makes an empty one. `:memory:` for a history in memory. */
export function openIndexFile(file: string, historyId: string): Database {
  const known = existsSync(file) ? openKnown(file, historyId) : undefined
  if (known) return known
  deleteIndexFile(file)
  const db = openFile(file)
  db.transaction(() => {
    db.exec(schema)
    writeFact(db, 'format', format)
    writeFact(db, 'history', historyId)
  })()
  return db
}

/** Undefined for what is not the index of this history, or no index at all. */
function openKnown(file: string, historyId: string): Database | undefined {
  let db: Database | undefined
  try {
    db = openFile(file)
    if (readFact(db, 'format') === format && readFact(db, 'history') === historyId) return db
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError)) throw error
  }
  db?.close()
  return undefined
}

/** SQLite gives a file that it makes itself the permissions of the process, and its log those of the file. */
function makePrivateFile(file: string): void {
  try {
    closeSync(openSync(file, 'a', 0o600))
  } catch {
    // SQLite says why it cannot be there.
  }
}

function openFile(file: string): Database {
  if (file !== ':memory:') makePrivateFile(file)
  const db = new Sqlite(file)
  try {
    db.pragma('trusted_schema = OFF')
    db.pragma('cell_size_check = ON')
    db.pragma('secure_delete = ON')
    db.pragma('temp_store = MEMORY')
    // Kibibytes: the upper levels of the index stay in memory between two searches.
    db.pragma('cache_size = -32768')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL')
    db.pragma(`journal_size_limit = ${16 * 1024 * 1024}`)
    db.pragma(`cache_size = ${-64 * 1024}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

export function deleteIndexFile(file: string): void {
  if (file === ':memory:') return
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true })
}

export function isIndexFile(file: string): boolean {
  return file !== ':memory:' && existsSync(file)
}

type FactName = 'format' | 'history' | 'drained' | 'built'

/** Undefined for what nobody has written. */
export function readFact(db: Database, name: FactName): string | undefined {
  return z.string().optional().parse(prepare(db, 'SELECT value FROM facts WHERE name = ?').pluck().get(name))
}

export function writeFact(db: Database, name: FactName, value: string): void {
  prepare(db, 'INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)').run(name, value)
}

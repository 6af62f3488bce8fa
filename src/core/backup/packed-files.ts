// Owns the copies of images and files inside of a backup file: a table of their bytes beside the history's own tables.
// Where they lie outside of it is store/file-copies.ts's matter.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Database } from '#core/store/database.ts'
import { findCopyPath, hashBytes, readCopy } from '#core/store/file-copies.ts'
import { fileHashSchema } from '#core/store/files.ts'
import type { Steps } from './steps.ts'

/**
 * Puts the kept files of `dataDir` into the backup. One that is gone, or is not any more what its name says, is left out.
 * Returns how many are in it.
 */
export async function packFiles(backup: Database, dataDir: string, steps: Steps): Promise<number> {
  backup.exec('CREATE TABLE backup_files (hash TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT')
  const hashes = z
    .array(fileHashSchema)
    .parse(backup.prepare('SELECT hash FROM files ORDER BY hash').pluck().all())
  const insert = backup.prepare('INSERT INTO backup_files (hash, content) VALUES (?, ?)')
  let packed = 0
  for (const [index, hash] of hashes.entries()) {
    const copy = await readCopy(dataDir, hash)
    if (copy.type === 'whole') {
      insert.run(hash, copy.bytes)
      packed += 1
    }
    steps.report((index + 1) / hashes.length)
    await steps.breathe()
    steps.signal.throwIfAborted()
  }
  return packed
}

/**
 * Writes the files of a backup below `folder` and takes them out of the database. Those whose bytes are not what their name
 * says are left out. Returns how many were written.
 */
export async function unpackFiles(db: Database, folder: string, steps: Steps): Promise<number> {
  const hasFiles = db
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'backup_files'")
    .get()
  if (!hasFiles) return 0
  const hashes = db.prepare('SELECT hash FROM backup_files').pluck().all()
  const select = db.prepare('SELECT content FROM backup_files WHERE hash = ?').pluck()
  let unpacked = 0
  for (const [index, hash] of hashes.entries()) {
    const parsed = fileHashSchema.safeParse(hash)
    const content = select.get(hash)
    if (parsed.success && Buffer.isBuffer(content) && hashBytes(content) === parsed.data) {
      const file = findCopyPath(folder, parsed.data)
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      writeFileSync(file, content, { mode: 0o600, flush: true })
      unpacked += 1
    }
    steps.report((index + 1) / hashes.length)
    await steps.breathe()
    steps.signal.throwIfAborted()
  }
  db.exec('DROP TABLE backup_files; VACUUM')
  return unpacked
}

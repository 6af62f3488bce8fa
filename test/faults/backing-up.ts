// Owns what must hold when a program is killed while it makes backups: the history has every message that it said was
// written, and every backup that counts can be opened and is whole.
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findBackupFile } from '#core/backup/backup-names.ts'
import { listSnapshots } from '#core/backup/list-backups.ts'
import { checkStore } from '#core/store/check.ts'
import { listAllConversations } from '#core/store/conversations.ts'
import { listMessages } from '#core/store/messages.ts'
import { closeStore, type Database } from '#core/store/open.ts'
import { createChance } from '#core/store/test-rows.ts'
import { createFolder, openGoodStore } from '#core/store/test-store.ts'
import { runUntilKilled } from './kill.ts'

/** Messages that can be read whole. */
function countMessages(db: Database): number {
  return listAllConversations(db)
    .flatMap(({ id }) => listMessages(db, id, { limit: 100_000 }).messages)
    .filter(({ isDamaged }) => !isDamaged).length
}

export function testKillsWhileBackingUp(rounds: number): void {
  it(
    `a program killed while it makes backups leaves whole backups and a whole history, ${rounds} times`,
    { timeout: rounds * 60_000 },
    async () => {
      const chance = createChance(23)
      let backups = 0
      for (let round = 0; round < rounds; round += 1) {
        const folder = createFolder()
        const file = join(folder, 'history.db')
        const lines = await runUntilKilled('../../src/core/backup/test-backup-writer.ts', [file], {
          lines: 1 + Math.floor(40 * chance()),
          afterMs: 30 * chance(),
        })
        const written = Math.max(0, ...lines.filter((line) => /^\d+$/.test(line)).map(Number))
        const db = openGoodStore(file)
        const snapshots = listSnapshots(folder)
        const checks = snapshots.map(({ name }, index) => {
          // Looked at in a place of its own: opening it would change it.
          const copy = join(folder, `look-${index}`, 'history.db')
          mkdirSync(join(copy, '..'))
          copyFileSync(findBackupFile(folder, name) ?? '', copy)
          const backup = openGoodStore(copy)
          const found = { check: checkStore(backup, 'full'), isFilled: countMessages(backup) >= 300 }
          closeStore(backup)
          return found
        })
        backups += snapshots.length
        expect({
          round,
          check: checkStore(db, 'full'),
          isNothingLost: countMessages(db) >= written,
          checks,
        }).toEqual({
          round,
          check: [],
          isNothingLost: true,
          checks: snapshots.map(() => ({ check: [], isFilled: true })),
        })
        closeStore(db)
      }
      expect(backups).toBeGreaterThan(0)
    },
  )
}

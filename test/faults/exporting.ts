// Owns what must hold when a program is killed while it exports: the history is whole, and what has the name of an export
// is one, from its first byte to its last.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkStore } from '#core/store/check.ts'
import { listAllConversations } from '#core/store/conversations.ts'
import { listMessages } from '#core/store/messages.ts'
import { closeStore } from '#core/store/open.ts'
import { createChance } from '#core/store/test-rows.ts'
import { createFolder, openGoodStore } from '#core/store/test-store.ts'
import { runUntilKilled } from './kill.ts'

export function testKillsWhileExporting(rounds: number): void {
  it(
    `a program killed while it exports leaves whole exports and a whole history, ${rounds} times`,
    { timeout: rounds * 60_000 },
    async () => {
      const chance = createChance(24)
      let exports = 0
      for (let round = 0; round < rounds; round += 1) {
        const folder = createFolder()
        const file = join(folder, 'history.db')
        const lines = await runUntilKilled('exporting-program.ts', [file], {
          lines: 1 + Math.floor(1200 * chance()),
          afterMs: 30 * chance(),
        })
        const said = lines.filter((line) => line.startsWith('export-'))
        const written = Math.max(0, ...lines.filter((line) => /^\d+$/.test(line)).map(Number))
        const found = readdirSync(folder).filter((name) => /^export-\d+\.html$/.test(name))
        exports += found.length
        const db = openGoodStore(file)
        const other = listAllConversations(db).find(({ title }) => title === 'Written meanwhile')
        const messages = other ? listMessages(db, other.id, { limit: 100_000 }).messages : []
        expect({
          round,
          check: checkStore(db, 'full'),
          isNothingLost: messages.length >= written,
          damaged: messages.filter(({ isDamaged }) => isDamaged),
          missing: said.filter((name) => !found.includes(name)),
          unfinished: found.filter(
            (name) => !readFileSync(join(folder, name), 'utf8').trimEnd().endsWith('</html>'),
          ),
          // All of them are of the same conversation at the same time.
          kinds: new Set(found.map((name) => readFileSync(join(folder, name), 'utf8'))).size <= 1,
        }).toEqual({
          round,
          check: [],
          isNothingLost: true,
          damaged: [],
          missing: [],
          unfinished: [],
          kinds: true,
        })
        closeStore(db)
      }
      expect(exports).toBeGreaterThan(0)
    },
  )
}

// Owns what must hold when a program is killed while it brings a history of an older version up to date.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkStore } from '#core/store/check.ts'
import { listAllConversations } from '#core/store/conversations.ts'
import { listMessages } from '#core/store/messages.ts'
import { migrations } from '#core/store/migrations/index.ts'
import { closeStore } from '#core/store/open.ts'
import { createChance } from '#core/store/test-rows.ts'
import { createFolder, openGoodStore } from '#core/store/test-store.ts'
import { runUntilKilled } from './kill.ts'
import { createOldHistory } from './old-history.ts'

/** Enough for a migration to take as long as a process takes to be killed. */
const turns = 4000

export function testKillsWhileMigrating(rounds: number): void {
  it(
    `a program killed while it migrates leaves a history that opens with everything in it, ${rounds} times`,
    {
      timeout: rounds * 60_000,
    },
    async () => {
      const folder = createFolder()
      const chance = createChance(22)
      const versions = migrations.slice(0, -1).map(({ version }) => {
        const file = join(folder, `version-${version}.db`)
        return { file, messages: createOldHistory(file, version, turns) }
      })
      const ends = new Set<string>()
      for (let round = 0; round < rounds; round += 1) {
        const old = versions[round % versions.length]
        if (!old) throw new Error('a version')
        const roundFolder = join(folder, String(round))
        mkdirSync(roundFolder)
        const file = join(roundFolder, 'history.db')
        copyFileSync(old.file, file)

        const lines = await runUntilKilled('migrating-program.ts', [file], 250 * chance())

        ends.add(lines.join(' '))
        const db = openGoodStore(file)
        const [conversation] = listAllConversations(db)
        expect({
          round,
          check: checkStore(db, 'full'),
          messages: conversation && listMessages(db, conversation.id, { limit: 100_000 }).messages,
        }).toEqual({ round, check: [], messages: old.messages })
        closeStore(db)
        rmSync(roundFolder, { recursive: true })
      }
      // Nobody was told of a history that cannot be opened.
    expect([...ends].filter((said) => !/^opening( open)?$/.test(said))).toEqual([])
    },
  )
}

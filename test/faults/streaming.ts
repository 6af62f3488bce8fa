// Owns what must hold when a program is killed while answers stream.
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import { checkStore } from '#core/store/check.ts'
import { finishMessages, listInterrupted } from '#core/store/messages.ts'
import { closeStore } from '#core/store/open.ts'
import { createChance } from '#core/store/test-rows.ts'
import { createFolder, openGoodStore } from '#core/store/test-store.ts'
import { runUntilKilled } from './kill.ts'
import { findLosses } from './painted.ts'

/** Far beyond the life of a round, on a machine that is busy with something else. */
const roundLimitMs = 60_000

export function testKillsWhileStreaming(rounds: number): void {
  it(
    `a program killed while answers stream has lost nothing that was painted, ${rounds} times`,
    {
      timeout: rounds * roundLimitMs,
    },
    async () => {
      const dataDir = createFolder()
      const chance = createChance(21)
      let painted = 0
      for (let round = 0; round < rounds; round += 1) {
        const lines = await runUntilKilled('streaming-program.ts', [dataDir], 900 * chance())
        // Written by the program itself.
        const events = lines.map((line) => JSON.parse(line) as BridgeEvent)
        painted += events.length
        const db = openGoodStore(join(dataDir, 'history.db'))
        finishMessages(db, listInterrupted(db, 9_000_000_000_000))
        expect({ round, check: checkStore(db, 'full'), losses: findLosses(db, events) }).toEqual({
          round,
          check: [],
          losses: [],
        })
        closeStore(db)
      }
      expect(painted).toBeGreaterThan(rounds)
    },
  )
}

// Owns the suite of damaged pages: what finds the damage, and what is recovered in spite of it. How often it runs is said by
// whoever calls it.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { checkStore } from '../check.ts'
import { openReader } from '../connection.ts'
import { findPlace } from '../places.ts'
import { findStoredMessage } from '../message-rows.ts'
import { closeStore, openStore } from '../open.ts'
import { salvageHistory } from '../salvage/salvage.ts'
import { scrubSlice, scrubStart } from '../scrub.ts'
import { createChance } from '../test-rows.ts'
import { createFolder, openGoodStore } from '../test-store.ts'
import { damagers, fillHistory, readsAsWritten } from './test-damage.ts'

const rest = { report: () => undefined, breathe: () => Promise.resolve() }

export function describeDamagedPages(rounds: number): void {
  describe(`${rounds} histories with a damaged page`, () => {
    /** A folder with an undamaged history in it, its bytes and its words. */
    function prepare() {
      const folder = createFolder()
      const file = join(folder, 'history.db')
      const expected = fillHistory(file)
      return { folder, file, expected, messages: [...expected.values()].flat(), whole: readFileSync(file) }
    }

    /** Evenly over the file, with every kind of page in it. */
    function damage(whole: Buffer, round: number, file: string, chance: () => number): void {
      const bytes = Buffer.from(whole)
      const offset = Math.floor(((round + chance()) / rounds) * bytes.length)
      damagers[round % damagers.length]?.(bytes, offset, chance)
      writeFileSync(file, bytes)
    }

    it('are all found out by the check of SQLite and the scrub together', { timeout: 600_000 }, async () => {
      const { file, whole, expected } = prepare()
      const chance = createChance(7)
      const outcomes = { whole: 0, refused: 0, byCheck: 0, byScrubAlone: 0, missed: 0 }
      for (let round = 0; round < rounds; round += 1) {
        damage(whole, round, file, chance)
        const opened = openStore(file)
        if (!opened.ok) {
          outcomes.refused += 1
          continue
        }
        const isWhole = readsAsWritten(opened.db, expected)
        closeStore(opened.db)
        const byCheck = findsByCheck(file)
        const byScrub = await findsByScrub(file)
        if (isWhole) outcomes.whole += 1
        else if (byCheck) outcomes.byCheck += 1
        else if (byScrub) outcomes.byScrubAlone += 1
        else outcomes.missed += 1
      }
      expect({ missed: outcomes.missed, someWereFound: outcomes.byCheck + outcomes.refused > 0 }).toEqual({
        missed: 0,
        someWereFound: true,
      })
    })

    it('are recovered but for what was on that page', { timeout: 600_000 }, async () => {
      const { folder, file: source, whole, messages } = prepare()
      const target = join(folder, 'recovered.db')
      const chance = createChance(7)
      const shares: number[] = []
      for (let round = 0; round < rounds; round += 1) {
        damage(whole, round, source, chance)
        const counts = await salvageHistory({ source, target, now: 9000, ...rest })
        const db = openGoodStore(target)
        const right = messages.filter((message) => {
          const place = findPlace(db, message.id)
          return place && isDeepStrictEqual(findStoredMessage(db, place), message)
        })
        closeStore(db)
        // Whatever is called whole is as it was written, and nothing is wrong with the rest that it does not say.
        expect([round, counts.whole, await findsByScrub(target)]).toEqual([round, right.length, false])
        shares.push(counts.whole / messages.length)
      }
      shares.sort((one, other) => one - other)
      const average = shares.reduce((sum, share) => sum + share, 0) / rounds
      expect([(shares[0] ?? 0) > 0.75, average > 0.97]).toEqual([true, true])
    })
  })
}

function findsByCheck(file: string): boolean {
  const db = openReader(file)
  try {
    return checkStore(db, 'full').length > 0
  } catch {
    return true
  } finally {
    db.close()
  }
}

async function findsByScrub(file: string): Promise<boolean> {
  const db = openReader(file)
  try {
    for (let next: typeof scrubStart | null = scrubStart; next !== null;) {
      const slice = await scrubSlice(db, '', next)
      if (slice.findings.some(({ type }) => type !== 'known')) return true
      next = slice.next
    }
    return false
  } finally {
    db.close()
  }
}

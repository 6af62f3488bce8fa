// Owns the suite of write-ahead logs that a disk has torn or changed: the history opens as it was after one of its commits,
// and the salvage, which reads the log by itself, comes to the same. How often it runs is said by whoever calls it.
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Message } from '#shared/answer.ts'
import type { ConversationId } from '#shared/ids.ts'
import { checkStore } from '../check.ts'
import type { Database } from '../database.ts'
import { insertTurn, listMessages } from '../messages.ts'
import { closeStore } from '../open.ts'
import { salvageHistory } from '../salvage/salvage.ts'
import { addConversation, createAnswer, createChance, createQuestion, createText } from '../test-rows.ts'
import { createFolder, openGoodStore } from '../test-store.ts'
import { damagers } from './test-damage.ts'

const turns = 30
/** So many of them are in the database itself. */
const settledTurns = 5

type Tearer = (bytes: Buffer, offset: number, chance: () => number) => Buffer
const tearers: readonly Tearer[] = [
  (bytes, offset) => bytes.subarray(0, offset),
  (bytes, offset) => bytes.fill(0, offset),
  ...damagers.map((damage): Tearer => (bytes, offset, chance) => {
    damage(bytes, offset, chance)
    return bytes
  }),
]

export function describeDamagedLog(rounds: number): void {
  describe(`${rounds} histories with a torn or changed log`, () => {
    it('open as they were after one of their commits', { timeout: 600_000 }, async () => {
      const { file, id, messages } = prepare()
      const whole = readFileSync(`${file}-wal`)
      const folder = createFolder()
      const [copy, target] = [join(folder, 'history.db'), join(folder, 'recovered.db')]
      const chance = createChance(3)
      const ends = new Set<number>()

      for (let round = 0; round < rounds; round += 1) {
        rmSync(`${copy}-shm`, { force: true })
        copyFileSync(file, copy)
        const offset = Math.floor(((round + chance()) / rounds) * whole.length)
        const torn = tearers[round % tearers.length]?.(Buffer.from(whole), offset, chance)
        writeFileSync(`${copy}-wal`, torn ?? whole)
        await salvageHistory({
          source: copy,
          target,
          now: 9000,
          report: () => undefined,
          breathe: () => Promise.resolve(),
        })
        const [opened, salvaged] = [copy, target].map((path) => readAndClose(path, id))
        const found = opened?.messages.length ?? 0
        ends.add(found)

        expect([round, opened, isDeepStrictEqual(salvaged, opened)]).toEqual([
          round,
          { messages: messages.slice(0, found), faults: [] },
          true,
        ])
        expect([found % 2, found >= 2 * settledTurns]).toEqual([0, true])
      }
      // The damage was in many different commits.
      expect(ends.size).toBeGreaterThan(Math.min(10, rounds / 3))
    })
  })
}

/** A history whose last turns are in its log alone; it stays open. */
function prepare(): { file: string; id: ConversationId; messages: readonly Message[] } {
  const file = join(createFolder(), 'history.db')
  const db = openGoodStore(file)
  db.pragma('wal_autocheckpoint = 0')
  const { id } = addConversation(db)
  const messages: Message[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    const text = `${turn} 回答 `.repeat(1 + turn * 40)
    const added = [createQuestion(id), createAnswer(id, { status: 'complete', parts: [createText(text)] })]
    insertTurn(db, added)
    messages.push(...added)
    if (turn === settledTurns - 1) db.pragma('wal_checkpoint(TRUNCATE)')
  }
  return { file, id, messages }
}

function readAndClose(file: string, id: ConversationId): { messages: Message[]; faults: string[] } {
  const db: Database = openGoodStore(file)
  try {
    return { messages: listMessages(db, id, { limit: 200 }).messages, faults: checkStore(db, 'full') }
  } finally {
    closeStore(db)
  }
}

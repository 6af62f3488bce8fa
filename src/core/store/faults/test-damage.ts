// Owns what the suites of damaged files share: a history with something in every table, ways in which disks damage a file,
// and what reading all of a history comes to.
import { isDeepStrictEqual } from 'node:util'
import type { Message } from '#shared/answer.ts'
import type { ConversationId } from '#shared/ids.ts'
import type { Database } from '../database.ts'
import { insertTurn, listMessages } from '../messages.ts'
import { closeStore } from '../open.ts'
import { insertProfile } from '../profiles.ts'
import { addConversation, createAnswer, createProfile, createQuestion, createText } from '../test-rows.ts'
import { openGoodStore } from '../test-store.ts'

export type Expected = ReadonlyMap<ConversationId, readonly Message[]>

const words = ['Answer', '回答', '答え', '대답', 'คำตอบ', '👋🏽']

/** Twelve conversations of sixteen messages, from a line to several pages long. Closed when this returns. */
export function fillHistory(file: string): Expected {
  const db = openGoodStore(file)
  const profile = createProfile()
  insertProfile(db, profile)
  const expected = new Map<ConversationId, readonly Message[]>()
  for (let count = 0; count < 12; count += 1) {
    const { id } = addConversation(db, { profileId: profile.id, title: `Conversation ${count}` })
    const messages = Array.from({ length: 8 }, (_, turn) => [
      createQuestion(id, { parts: [createText(`Question ${turn} of ${count}?`)] }),
      createAnswer(id, {
        status: 'complete',
        endedAt: 5000,
        parts: [
          createText(
            `${words[count % words.length]} ${turn} of ${count}. `.repeat(1 + ((count * turn * 3) % 120)),
          ),
        ],
      }),
    ]).flat()
    insertTurn(db, messages)
    expected.set(id, messages)
  }
  closeStore(db)
  return expected
}

type Damager = (bytes: Buffer, offset: number, chance: () => number) => void
const pageBytes = 4096

/** A bit that turned, a few bytes, half of a page that was never written, a page in the place of another. */
export const damagers: readonly Damager[] = [
  (bytes, offset, chance) => (bytes[offset] = (bytes[offset] ?? 0) ^ (1 << Math.floor(chance() * 8))),
  (bytes, offset, chance) => bytes.subarray(offset, offset + 4).fill(Math.floor(chance() * 256)),
  (bytes, offset) => bytes.subarray(offset, offset + pageBytes / 2).fill(0),
  (bytes, offset, chance) => {
    const source = pageBytes * Math.floor((chance() * bytes.length) / pageBytes)
    bytes.copy(bytes, offset - (offset % pageBytes), source, source + pageBytes)
  },
]

/** Whether every message of a conversation reads as it was written, by the words alone: what a person would see. */
export function readsAsWritten(db: Database, expected: Expected): boolean {
  return [...expected].every(([id, messages]) => {
    try {
      return isDeepStrictEqual(listMessages(db, id, { limit: 50 }).messages, messages)
    } catch {
      return false
    }
  })
}

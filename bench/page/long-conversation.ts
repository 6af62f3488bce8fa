// Owns a history with one conversation of ten thousand messages of mixed length, and a short one to come from.
import { join } from 'node:path'
import {
  addConversation,
  createAnswer,
  createChance,
  createQuestion,
  createText,
} from '#core/store/test-rows.ts'
import { insertTurn } from '#core/store/messages.ts'
import { closeStore, openStore } from '#core/store/open.ts'
import { createMarkdown } from './answer-text.ts'

export const longTitle = 'Ten thousand messages'
export const shortTitle = 'A short one'
/** Stands in the last answer of the long one. */
export const lastWords = 'the very last words'

const turns = 5000

export function fillWithLongConversation(dataDir: string): void {
  const opened = openStore(join(dataDir, 'history.db'))
  if (!opened.ok) throw new Error(opened.problem.reason)
  const { db } = opened
  const chance = createChance(3)
  const text = createMarkdown(20_000)
  db.transaction(() => {
    const short = addConversation(db, { title: shortTitle })
    insertTurn(db, [
      createQuestion(short.id),
      createAnswer(short.id, { status: 'complete', parts: [createText('At nine.')] }),
    ])
    const { id } = addConversation(db, { profileId: short.profileId, title: longTitle })
    for (let turn = 0; turn < turns; turn += 1) {
      const start = Math.floor(chance() * 10_000)
      const length = chance() < 0.05 ? 4000 : Math.ceil(40 + 900 * chance() ** 2)
      insertTurn(db, [
        createQuestion(id, {
          parts: [createText(`Question ${turn}: ${text.slice(start, start + 60)}`, 'question')],
        }),
        createAnswer(id, {
          status: 'complete',
          parts: [
            createText(text.slice(start, start + length) + (turn === turns - 1 ? `\n\n${lastWords}` : '')),
          ],
        }),
      ])
    }
  })()
  closeStore(db)
}

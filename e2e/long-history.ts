// Owns a data folder with a conversation of some thousand messages and a few short ones, written through the store of the
// program, without a service behind them: for journeys that look for something far away.
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { insertConversation, newConversation } from '../src/core/store/conversations.ts'
import { write } from '../src/core/store/database.ts'
import { insertTurn } from '../src/core/store/messages.ts'
import { closeStore, openStore } from '../src/core/store/open.ts'
import { insertProfile } from '../src/core/store/profiles.ts'
import type { Message } from '../src/shared/answer.ts'
import { conversationIdSchema, messageIdSchema, profileIdSchema, type ProfileId } from '../src/shared/ids.ts'
import type { Part } from '../src/shared/part.ts'

export const longTitle = 'Everything about the warehouse'
/** Stands once in the long conversation, in an answer at a third of it. */
export const farWords = '蓝色的钥匙在第七个抽屉里'
/** Stands once, in the thought of that answer. */
export const thoughtWords = 'remember the marmalade'
/** Stands three times: in the first answer, in the far one, and in the last. */
export const repeatedWord = 'zanzibar'

export function fillWithLongHistory(dataDir: string, turns = 1500, now = Date.now()): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const opened = openStore(join(dataDir, 'history.db'))
  if (!opened.ok) throw new Error(opened.problem.reason)
  const { db } = opened
  function addProfile(name: string, index: number): ProfileId {
    const id = profileIdSchema.parse(randomUUID())
    insertProfile(db, {
      id,
      name,
      color: index === 0 ? 'teal' : 'orange',
      site: 'china',
      accessMethod: 'automatic',
      protocolVersion: 'automatic',
      visitorId: `visitor-${index}`,
      appKeyHint: String(1000 + index),
      secretIdHint: null,
      isDemo: false,
      isRetired: false,
      createdAt: now,
    })
    return id
  }
  const work = addProfile('Warehouse', 0)
  const travel = addProfile('差旅助手', 1)

  function addConversation(profileId: ProfileId, title: string, texts: readonly Turn[]): void {
    const id = conversationIdSchema.parse(randomUUID())
    const createdAt = now - 3_600_000 * 24
    insertConversation(db, newConversation({ id, profileId, title, createdAt }))
    for (const [index, { question, answer, thought }] of texts.entries()) {
      const message = (role: Message['role'], parts: Part[]): Message => ({
        id: messageIdSchema.parse(randomUUID()),
        conversationId: id,
        role,
        status: 'complete',
        parts,
        createdAt: createdAt + index * 1000,
        endedAt: createdAt + index * 1000 + 500,
        remote: {},
      })
      const thoughts: Part[] =
        thought === undefined
          ? []
          : [{ type: 'thought', key: 'thought:1', text: thought, status: 'complete', title: 'Thought' }]
      insertTurn(db, [
        message('user', [createText('question', question)]),
        message('assistant', [...thoughts, createText('text:1', answer)]),
      ])
    }
  }

  const far = Math.floor(turns / 3)
  write(db, () => {
    addConversation(travel, '出差去深圳', [
      { question: '住宿标准是多少？', answer: '一线城市每晚 **600** 元以内，凭发票报销。' },
    ])
    addConversation(
      work,
      longTitle,
      Array.from({ length: turns }, (_, index) => ({
        question: `What is on shelf ${index}?`,
        answer: [
          `Shelf ${index} holds \`part_${index}()\` and a box.`,
          ...(index === far ? [`Also: **${farWords}**, as agreed.`] : []),
          ...([0, far, turns - 1].includes(index) ? [`It came from ${repeatedWord}.`] : []),
          ...Array.from({ length: 3 }, (_, line) => `- Line ${line + 1} of shelf ${index}`),
          // Answers are of any length.
          ...Array.from({ length: paragraphsOf(index) }, (_, line) => `${line + 1}. ${paragraph}`),
        ].join('\n\n'),
        ...(index === far ? { thought: `I must ${thoughtWords} on this shelf.` } : {}),
      })),
    )
  })
  closeStore(db)
}

const paragraph =
  'What lies at the back was counted in spring, again in autumn, and nobody has moved it since. 后面的东西春天和秋天各清点过一次。'

/** One answer in nine is a page long, one in a hundred several. */
function paragraphsOf(index: number): number {
  if (index % 100 === 50) return 60
  return index % 9 === 4 ? 8 : 0
}

interface Turn {
  readonly question: string
  readonly answer: string
  readonly thought?: string
}

function createText(key: string, text: string): Part {
  return { type: 'text', key, text, quotes: [], references: [] }
}

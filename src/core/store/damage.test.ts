import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Message } from '#shared/answer.ts'
import type { ConversationId } from '#shared/ids.ts'
import { openMemoryStore } from './create-history.ts'
import type { Database } from './database.ts'
import { createUnreadable } from './message-rows.ts'
import {
  appendPieces,
  deleteMessage,
  finishMessages,
  getMessage,
  insertTurn,
  listInterrupted,
  listMessages,
} from './messages.ts'
import { closeStore, openStore } from './open.ts'
import { insertProfile } from './profiles.ts'
import {
  addConversation,
  createAnswer,
  createChance,
  createProfile,
  createQuestion,
  createText,
} from './test-rows.ts'
import { createFolder, openGoodStore } from './test-store.ts'

/** Three whole answers; the tests damage the one in the middle. */
function createThree() {
  const db = openMemoryStore()
  const { id } = addConversation(db)
  const answers = ['First', 'Second', 'Third'].map((text) =>
    createAnswer(id, {
      status: 'complete',
      endedAt: 5000,
      usage: { elapsedMs: 1 },
      parts: [createText(text)],
    }),
  )
  insertTurn(db, answers)
  const [first, second, third] = answers
  if (!first || !second || !third) throw new Error('three answers')
  return { db, id, first, second, third }
}

describe('one damaged message among others', () => {
  it.each([
    ['another word in its text', `UPDATE parts SET body = replace(body, 'Second', 'Sacked')`, 'Sacked'],
    ['a part too few', 'DELETE FROM parts', undefined],
  ])('is read with %s, and says so', (_, sql, text) => {
    const { db, id, first, second, third } = createThree()

    db.exec(`${sql} WHERE message_sequence = 2`)

    expect(listMessages(db, id, { limit: 9 }).messages).toEqual([
      first,
      { ...second, parts: text === undefined ? [] : [createText(text)], isDamaged: true },
      third,
    ])
  })

  it.each([
    ['no JSON', '{"text":"Sec'],
    ['no object', 'null'],
    ['not what a part of its type is', '{"text":2}'],
  ])('keeps a part whose body is %s as an unknown part', (_, body) => {
    const { db, id, first, second, third } = createThree()

    db.prepare('UPDATE parts SET body = ? WHERE message_sequence = 2').run(body)

    expect(listMessages(db, id, { limit: 9 }).messages).toEqual([
      first,
      { ...second, parts: [{ type: 'unknown', key: 'text:1', name: 'text', raw: body }], isDamaged: true },
      third,
    ])
  })

  it('is read without the columns that cannot be', () => {
    const { db, id, first, second, third } = createThree()

    db.exec(
      `UPDATE messages SET role = 'nobody', status = 'over', usage = '{', failure = '[]', remote = '7' WHERE sequence = 2`,
    )

    expect(listMessages(db, id, { limit: 9 }).messages).toEqual([
      first,
      { ...second, usage: undefined, role: 'assistant', status: 'interrupted', remote: {}, isDamaged: true },
      third,
    ])
  })

  it('is only a name when its row is lost and an index still names it', () => {
    const { db, id, first, second, third } = createThree()

    withoutIndex(db, () => db.exec('DELETE FROM messages WHERE sequence = 2'))

    expect(listMessages(db, id, { limit: 9 }).messages).toEqual([
      first,
      {
        id: second.id,
        conversationId: id,
        role: 'assistant',
        status: 'interrupted',
        parts: [],
        createdAt: 0,
        remote: {},
        isDamaged: true,
      },
      third,
    ])
  })

  it('does not show the words of another conversation when an index says so', () => {
    const { db, id, first, second, third } = createThree()
    const other = createQuestion(addConversation(db).id)
    insertTurn(db, [other])

    db.exec('DELETE FROM messages WHERE sequence = 2')
    const move = db.prepare(
      'UPDATE messages SET id = ?, conversation_id = ?, position = ? WHERE sequence = 4',
    )
    move.run(second.id, id, 2)
    withoutIndex(db, () => move.run(other.id, other.conversationId, 1))

    expect(listMessages(db, id, { limit: 9 }).messages).toEqual([
      first,
      createUnreadable({ ...second, sequence: 2, position: 2 }),
      third,
    ])
  })

  it('stays damaged when it is written again', () => {
    const { db, second } = createThree()
    db.exec(`UPDATE parts SET body = replace(body, 'Second', 'Sacked') WHERE message_sequence = 2`)

    finishMessages(db, [getMessage(db, second.id)])

    expect(getMessage(db, second.id)).toEqual({ ...second, parts: [createText('Sacked')], isDamaged: true })
  })
})

describe('a message that is lost', () => {
  it('is missed: its neighbours say that something is wrong', () => {
    const { db, id, first, third } = createThree()

    db.exec('DELETE FROM messages WHERE sequence = 2')

    expect(listMessages(db, id, { limit: 9 }).messages).toEqual([
      { ...first, isDamaged: true },
      { ...third, isDamaged: true },
    ])
  })

  it('is missed at the end of the conversation and at the start of a page', () => {
    const { db, id, second, third } = createThree()
    const before = listMessages(db, id, { limit: 9, before: third.id }).messages.at(-1)
    db.exec('DELETE FROM messages WHERE sequence = 3')
    const atEnd = listMessages(db, id, { limit: 9 }).messages.at(-1)
    db.exec('DELETE FROM messages WHERE sequence = 1')
    const atStart = listMessages(db, id, { limit: 2 }).messages[0]

    const damaged = { ...second, isDamaged: true }
    expect([before, atEnd, atStart]).toEqual([second, damaged, damaged])
  })

  it('is missed beside a message that was jumped to, and after it', () => {
    const { db, id, first, second, third } = createThree()
    db.exec('DELETE FROM messages WHERE sequence = 2')

    const around = listMessages(db, id, { limit: 9, around: third.id })
    const after = listMessages(db, id, { limit: 1, after: first.id })

    const damaged = { ...third, isDamaged: true }
    expect([around, after, second.id]).toEqual([
      { messages: [{ ...first, isDamaged: true }, damaged], hasEarlier: false, hasLater: false },
      { messages: [damaged], hasEarlier: true, hasLater: false },
      second.id,
    ])
  })

  it('is an error when nothing else is there to say so', () => {
    const { db, id } = createThree()

    db.exec('DELETE FROM messages')

    expect(() => listMessages(db, id, { limit: 9 })).toThrow('cannot be read from the disk')
  })

  it('is found in the table when only the index has lost it', () => {
    const { db, id, first, second, third } = createThree()
    const fourth = createQuestion(id)

    withoutIndex(db, () => insertTurn(db, [fourth]))

    expect(listMessages(db, id, { limit: 9 }).messages).toEqual([first, second, third, fourth])
  })

  it('is not missed when it was deleted', () => {
    const { db, id, first, second, third } = createThree()

    deleteMessage(db, second.id)

    expect(listMessages(db, id, { limit: 9 }).messages).toEqual([first, third])
  })
})

describe('pieces of a running answer', () => {
  it('that cannot be read become unknown parts, and the answer stays damaged when it ends', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const answer = createAnswer(id)
    insertTurn(db, [answer])
    for (const text of ['We open ', 'at nine', ', always.']) {
      appendPieces(db, [{ messageId: answer.id, events: [{ type: 'text-delta', part: 'text:1', text }] }])
    }
    const spoilt = '[{"type":"text-delta","part":"text:1","text":"at ni'
    db.prepare("UPDATE pieces SET events = ? WHERE events LIKE '%at nine%'").run(spoilt)

    const parts = [
      createText('We open , always.'),
      { type: 'unknown', key: 'unknown:0', name: 'unreadable', raw: spoilt },
    ]
    const read = getMessage(db, answer.id)
    const [recovered] = listInterrupted(db, 9000)
    finishMessages(db, recovered ? [recovered] : [])
    expect([read, recovered, getMessage(db, answer.id)]).toEqual([
      { ...answer, parts, isDamaged: true },
      { ...read, status: 'interrupted', endedAt: 9000, failure: recovered?.failure },
      recovered,
    ])
  })

  it('are missed when they are lost, by every answer that ran', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const question = createQuestion(id, { status: 'sending' })
    const [answer, other] = [createAnswer(id), createAnswer(id)]
    const ended = createAnswer(id, { status: 'complete' })
    insertTurn(db, [question, answer, other, ended])
    for (const text of ['We open ', 'at nine']) {
      appendPieces(
        db,
        [answer, other].map(({ id: messageId }) => ({
          messageId,
          events: [{ type: 'text-delta', part: 'text:1', text }],
        })),
      )
    }

    db.exec('DELETE FROM pieces WHERE rowid = (SELECT min(rowid) FROM pieces)')

    expect(listMessages(db, id, { limit: 9 }).messages).toEqual([
      question,
      { ...answer, parts: [createText('at nine')], isDamaged: true },
      { ...other, parts: [createText('We open at nine')], isDamaged: true },
      ended,
    ])
  })
})

describe('a damaged file', () => {
  const rounds = 120

  it(`never gives back wrong words as right ones, in ${rounds} places`, { timeout: 120_000 }, () => {
    const file = join(createFolder(), 'history.db')
    const expected = fillHistory(file)
    const whole = readFileSync(file)
    const chance = createChance(7)
    const outcomes = { whole: 0, damaged: 0, refused: 0, unnoticed: 0 }

    for (let round = 0; round < rounds; round += 1) {
      const bytes = Buffer.from(whole)
      // Evenly over the file, with every kind of page in it.
      const offset = Math.floor(((round + chance()) / rounds) * bytes.length)
      damagers[round % damagers.length]?.(bytes, offset, chance)
      writeFileSync(file, bytes)
      outcomes[readHistory(file, expected)] += 1
    }

    expect({ unnoticed: outcomes.unnoticed, areManyNoticed: outcomes.damaged > rounds / 3 }).toEqual({
      unnoticed: 0,
      areManyNoticed: true,
    })
  })
})

/** Does something to the messages that the index of their positions does not notice. */
function withoutIndex(db: Database, act: () => void): void {
  const index = db.prepare("SELECT * FROM sqlite_schema WHERE name = 'messages_by_position'").get()
  db.unsafeMode()
  db.pragma('writable_schema = ON')
  db.exec("DELETE FROM sqlite_schema WHERE name = 'messages_by_position'")
  db.pragma('writable_schema = RESET')
  act()
  db.pragma('writable_schema = ON')
  db.prepare('INSERT INTO sqlite_schema VALUES (@type, @name, @tbl_name, @rootpage, @sql)').run(index)
  db.pragma('writable_schema = RESET')
}

type Damager = (bytes: Buffer, offset: number, chance: () => number) => void
const pageBytes = 4096

/** A bit that turned, a few bytes, half of a page that was never written, a page in the place of another. */
const damagers: readonly Damager[] = [
  (bytes, offset, chance) => (bytes[offset] = (bytes[offset] ?? 0) ^ (1 << Math.floor(chance() * 8))),
  (bytes, offset, chance) => bytes.subarray(offset, offset + 4).fill(Math.floor(chance() * 256)),
  (bytes, offset) => bytes.subarray(offset, offset + pageBytes / 2).fill(0),
  (bytes, offset, chance) => {
    const source = pageBytes * Math.floor((chance() * bytes.length) / pageBytes)
    bytes.copy(bytes, offset - (offset % pageBytes), source, source + pageBytes)
  },
]

type Expected = ReadonlyMap<ConversationId, readonly Message[]>

function fillHistory(file: string): Expected {
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
        parts: [createText(`Answer ${turn} of ${count}. `.repeat(1 + ((count * turn * 3) % 120)))],
      }),
    ]).flat()
    insertTurn(db, messages)
    expected.set(id, messages)
  }
  closeStore(db)
  return expected
}

/** What reading all of a history comes to. `unnoticed`: something is not as it was written and nothing says so. */
function readHistory(file: string, expected: Expected): 'whole' | 'damaged' | 'refused' | 'unnoticed' {
  const opened = openStore(file)
  if (!opened.ok) return 'refused'
  try {
    const outcomes = [...expected].map(([id, messages]) => readConversation(opened.db, id, messages))
    return (
      outcomes.find((outcome) => outcome === 'unnoticed') ??
      outcomes.find((outcome) => outcome === 'damaged') ??
      'whole'
    )
  } finally {
    closeStore(opened.db)
  }
}

function readConversation(db: Database, id: ConversationId, messages: readonly Message[]) {
  try {
    const listed = listMessages(db, id, { limit: 50 }).messages
    if (isDeepStrictEqual(listed, messages)) return 'whole'
    const isNoticed = listed.some(({ isDamaged }) => isDamaged)
    const places = listed
      .filter(({ isDamaged }) => !isDamaged)
      .map((message) => messages.findIndex((other) => isDeepStrictEqual(message, other)))
    const isRight = places.every((place, index) => place > (places[index - 1] ?? -1))
    return isNoticed && isRight ? 'damaged' : 'unnoticed'
  } catch {
    return 'damaged'
  }
}

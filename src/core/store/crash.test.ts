import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Message } from '#shared/answer.ts'
import { listConversations } from './conversations.ts'
import { appendPieces, finishMessages, insertTurn, listInterrupted, listMessages } from './messages.ts'
import { closeStore } from './open.ts'
import { listProfiles } from './profiles.ts'
import { addConversation, createAnswer, createChance, createQuestion, createText } from './test-rows.ts'
import { createFolder, openGoodStore } from './test-store.ts'

/** What a reader is shown of an answer: how it ended, and its text. */
function describeAnswer(message: Message) {
  const [part] = message.parts
  return {
    status: message.status,
    isDamaged: message.isDamaged,
    text: part?.type === 'text' ? part.text : '',
  }
}

function countUpTo(last: number): string {
  return Array.from({ length: last }, (_, index) => `${index + 1} `).join('')
}

describe('a program that is killed while it writes', () => {
  const rounds = 12

  it(`has lost nothing that it said it had written, ${rounds} times`, { timeout: 180_000 }, async () => {
    const file = join(createFolder(), 'history.db')
    const chance = createChance(11)

    for (let round = 0; round < rounds; round += 1) {
      const acknowledged = await killWriter(file, `Round ${round}`, 150 * chance())
      const answers = reopen(file, `Round ${round}`)

      const ended = acknowledged.filter((line) => line === 'end').length
      const started = acknowledged.filter((line) => line === 'start').length
      const lastPiece = Number(acknowledged.slice(acknowledged.lastIndexOf('start')).at(-1)) || 0
      // The last commit may have come just before the kill, without a word about it.
      const last = answers.at(-1)
      const found = last?.text.split(' ').length ?? 0
      expect({
        ended: answers.slice(0, ended),
        isNothingLost: answers.length >= started && (answers.length > started || found - 1 >= lastPiece),
        last,
      }).toEqual({
        ended: Array.from({ length: ended }, () => ({
          status: 'complete',
          isDamaged: undefined,
          text: countUpTo(60),
        })),
        isNothingLost: true,
        last: {
          status: expect.stringMatching(found === 61 ? /complete|interrupted/ : /interrupted/) as unknown,
          isDamaged: undefined,
          text: countUpTo(found - 1),
        },
      })
    }
  })
})

/** Runs test-writer.ts until so long after its first words; returns what it said it had written. */
async function killWriter(file: string, title: string, afterMs: number): Promise<string[]> {
  const writer = spawn(
    process.execPath,
    [fileURLToPath(new URL('./test-writer.ts', import.meta.url)), file, title],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const ended = once(writer, 'close')
  let said = ''
  writer.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await once(writer.stdout, 'data')
  await delay(afterMs)
  writer.kill('SIGKILL')
  await ended
  // A line that was cut off says nothing.
  return said.split('\n').slice(0, -1)
}

/** The answers of one conversation after the start that follows a crash. */
function reopen(file: string, title: string) {
  const db = openGoodStore(file)
  finishMessages(db, listInterrupted(db, 9000))
  const conversation = listProfiles(db)
    .flatMap(({ id }) => listConversations(db, id))
    .find((candidate) => candidate.title === title)
  const messages = conversation ? listMessages(db, conversation.id, { limit: 100_000 }).messages : []
  closeStore(db)
  return messages.filter(({ role }) => role === 'assistant').map(describeAnswer)
}

describe('a log that was not written to its end', () => {
  const rounds = 60

  it(`opens as it was after one of its commits, ${rounds} times`, { timeout: 120_000 }, () => {
    const folder = createFolder()
    const file = join(folder, 'history.db')
    const db = openGoodStore(file)
    const { id } = addConversation(db)
    const done = createAnswer(id, { status: 'complete', parts: [createText('Done.')] })
    insertTurn(db, [createQuestion(id), done])
    db.pragma('wal_checkpoint(TRUNCATE)')
    const answer = createAnswer(id)
    insertTurn(db, [answer])
    for (let piece = 1; piece <= 40; piece += 1) {
      const events = [{ type: 'text-delta', part: 'text:1', text: `${piece} ` }] as const
      appendPieces(db, [{ messageId: answer.id, events }])
    }
    finishMessages(db, [{ ...answer, status: 'complete', parts: [createText(countUpTo(40))] }])
    const logBytes = statSync(`${file}-wal`).size
    const chance = createChance(5)
    const found = new Set<string>()

    for (let round = 0; round < rounds; round += 1) {
      const copy = join(folder, String(round), 'history.db')
      mkdirSync(join(folder, String(round)))
      copyFileSync(file, copy)
      copyFileSync(`${file}-wal`, `${copy}-wal`)
      tearers[round % tearers.length]?.(`${copy}-wal`, Math.floor(logBytes * chance()))
      const reopened = openGoodStore(copy)
      const [whole, cut] = listMessages(reopened, id, { limit: 9 })
        .messages.filter(({ role }) => role === 'assistant')
        .map(describeAnswer)
      const pieces = cut ? cut.text.split(' ').length - 1 : 0
      closeStore(reopened)
      found.add(cut ? `${cut.status} ${pieces}` : 'no answer yet')

      expect([whole, cut?.text]).toEqual([
        { status: 'complete', isDamaged: undefined, text: 'Done.' },
        cut && countUpTo(pieces),
      ])
    }
    // Many different commits were the last one.
    expect(found.size).toBeGreaterThan(10)
  })
})

/** The rest of the log is missing, was never written, or has one wrong byte. */
const tearers: readonly ((file: string, offset: number) => void)[] = [
  truncateSync,
  (file, offset) => {
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0, offset))
  },
  (file, offset) => {
    const bytes = readFileSync(file)
    bytes[offset] = (bytes[offset] ?? 0) ^ 0x10
    writeFileSync(file, bytes)
  },
]

describe('a disk that is full', () => {
  it('refuses the write with an error, keeps nothing of it, and takes it when there is room again', () => {
    const db = openGoodStore(join(createFolder(), 'history.db'))
    const { id } = addConversation(db)
    const [first, second] = [createAnswer(id), createAnswer(id)]
    insertTurn(db, [createQuestion(id), first, second])
    const before = listMessages(db, id, { limit: 9 })
    const pieces = [first, second].map(({ id: messageId }) => ({
      messageId,
      events: [{ type: 'text-delta', part: 'text:1', text: 'word '.repeat(10_000) }] as const,
    }))
    const ended: Message = { ...first, status: 'complete', parts: [createText('word '.repeat(10_000))] }
    const turn = [createQuestion(id, { parts: [createText('word '.repeat(10_000))] }), createAnswer(id)]
    const writes = [
      () => appendPieces(db, pieces),
      () => finishMessages(db, [ended]),
      () => insertTurn(db, turn),
    ]

    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 5}`)
    for (const write of writes) {
      expect(write).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }) as Error)
    }
    const whileFull = listMessages(db, id, { limit: 9 })
    const synchronous = db.pragma('synchronous', { simple: true })
    db.pragma('max_page_count = 1000000')
    for (const write of writes) write()

    expect({ whileFull, synchronous, after: listMessages(db, id, { limit: 9 }).messages.slice(1) }).toEqual({
      whileFull: before,
      synchronous: 1,
      after: [ended, { ...second, parts: [createText('word '.repeat(10_000))] }, ...turn],
    })
  })
})

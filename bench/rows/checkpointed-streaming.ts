// Measures an answer on its way into the history: received in pieces of ten characters, appended every four pieces as a
// frame does, folded and flushed at the end. Limit: one flushed insert of the same text into a table of one column.
// Opening and closing the files is left out: it would hide in the short answer what grows in the long one.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Message } from '#shared/answer.ts'
import { conversationIdSchema, messageIdSchema, profileIdSchema } from '#shared/ids.ts'
import { createCheckpoint } from '#core/engine/checkpoint.ts'
import { createEventHub } from '#core/engine/event-hub.ts'
import { createRunningAnswer } from '#core/engine/running-answer.ts'
import { silentLog } from '#core/log.ts'
import { insertConversation, newConversation } from '#core/store/conversations.ts'
import { insertTurn } from '#core/store/messages.ts'
import { closeStore, openStore } from '#core/store/open.ts'
import { insertProfile } from '#core/store/profiles.ts'
import { measure, type Contender } from '../measure.ts'
import { createGrowthRow, createRow, type Row } from '../row.ts'

const pieceLength = 10
const piecesPerFrame = 4

function createText(length: number): string {
  return 'The quick brown fox 跳过懒狗。 '.repeat(Math.ceil(length / 27)).slice(0, length)
}

/** Calls back with a folder that is gone after the run. */
function inFolder(open: (folder: string) => { run(): unknown; close(): void }): Contender {
  let folder = ''
  let opened: ReturnType<typeof open> | undefined
  return {
    open() {
      folder = mkdtempSync(join(tmpdir(), 'adp-desk-bench-'))
      opened = open(folder)
    },
    run: () => opened?.run(),
    close() {
      opened?.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function stream(text: string): Contender {
  return inFolder((folder) => {
    const opened = openStore(join(folder, 'history.db'))
    if (!opened.ok) throw new Error(opened.problem.reason)
    const { db } = opened
    const message = prepare(db)
    return { run: () => receive(db, message, text), close: () => closeStore(db) }
  })
}

function receive(db: Database.Database, message: Message, text: string): void {
  const checkpoint = createCheckpoint({
    db,
    clock: { now: () => 0, elapsed: () => 0, after: () => () => undefined },
    log: silentLog,
    hub: createEventHub(silentLog),
    onEnded: () => undefined,
  })
  const answer = createRunningAnswer({
    message,
    abort: new AbortController(),
    now: () => 0,
    onPending: () => undefined,
    onUnexpected: (error) => {
      throw error
    },
  })
  checkpoint.add(answer)
  for (let start = 0, pieces = 1; start < text.length; start += pieceLength, pieces += 1) {
    answer.receive({ type: 'text-delta', part: 'text:A_1', text: text.slice(start, start + pieceLength) })
    if (pieces % piecesPerFrame === 0) checkpoint.flush()
  }
  answer.receive({ type: 'answer-end', status: 'complete' })
  checkpoint.flush()
}

function prepare(db: Database.Database): Message {
  const profileId = profileIdSchema.parse('33333333-3333-4333-8333-333333333333')
  const conversationId = conversationIdSchema.parse('22222222-2222-4222-8222-222222222222')
  insertProfile(db, {
    id: profileId,
    name: 'Bench',
    color: 'blue',
    site: 'china',
    accessMethod: 'automatic',
    protocolVersion: 'automatic',
    visitorId: 'bench',
    appKeyHint: '',
    secretIdHint: null,
    isDemo: false,
    isRetired: false,
    createdAt: 0,
  })
  insertConversation(db, newConversation({ id: conversationId, profileId, title: 'Bench', createdAt: 0 }))
  const message: Message = {
    id: messageIdSchema.parse('11111111-1111-4111-8111-111111111111'),
    conversationId,
    role: 'assistant',
    status: 'streaming',
    parts: [],
    createdAt: 0,
    remote: {},
  }
  insertTurn(db, [message])
  return message
}

function insertOnce(text: string): Contender {
  return inFolder((folder) => {
    const db = new Database(join(folder, 'limit.db'))
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.exec('CREATE TABLE answers (text TEXT NOT NULL)')
    return { run: () => db.prepare('INSERT INTO answers VALUES (?)').run(text), close: () => db.close() }
  })
}

export async function measureStreaming(): Promise<Row[]> {
  const rows: Row[] = []
  for (const length of [25_000, 100_000]) {
    const text = createText(length)
    const [ours = NaN, limit = NaN] = await measure([stream(text), insertOnce(text)])
    const each = (ms: number): number => (ms * 1000 * pieceLength) / length
    rows.push(
      createRow(`checkpointed streaming of ${length} characters`, 'µs/piece', {
        ours: each(ours),
        limit: each(limit),
      }),
    )
  }
  const [short, long] = rows
  return short && long
    ? [...rows, createGrowthRow('streaming 4 times as many characters', short, long)]
    : rows
}

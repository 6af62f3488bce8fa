import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { attachmentIdSchema, profileIdSchema } from '#shared/ids.ts'
import { insertAttachment } from '#core/store/attachments.ts'
import { setCitedSlices } from '#core/store/cited-slices.ts'
import { prepare, type Database } from '#core/store/database.ts'
import { setForkedFrom } from '#core/store/forks.ts'
import { checkpointStore } from '#core/store/open.ts'
import { insertShownFile } from '#core/store/files.ts'
import { appendRawEvents } from '#core/store/raw-events.ts'
import { createFolder, openGoodStore } from '#core/store/test-store.ts'
import { complete, createTestEngine, start, text, type TestEngine } from './test-engine.ts'

/** Every table that has rows, and how many. */
function countRows(db: Database): Record<string, number> {
  const tables = prepare(
    db,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  )
    .pluck()
    .all() as string[]
  const counts = tables.map((name) => [name, prepare(db, `SELECT count(*) FROM ${name}`).pluck().get()])
  return Object.fromEntries(counts.filter(([, count]) => count !== 0)) as Record<string, number>
}

/** A row in every table that a conversation, or what is around one, can fill. */
async function fillTables(test: TestEngine): Promise<void> {
  const { handlers } = test.engine
  const { db } = test
  const conversationId = await test.createConversation()
  const [profile] = await handlers['profile.list']({})
  const profileId = profileIdSchema.parse(profile?.id)
  const dictation = await test.ask(conversationId, 'canary question')
  const remote = { type: 'remote-set', remote: { recordId: 'record-1', canRate: true } } as const
  await dictation.send(start, remote, text('canary answer'), complete)
  test.clock.advance(100)
  const [questionId, messageId] = (await test.open(conversationId)).map(({ id }) => id)
  if (!questionId || !messageId) throw new Error('no answer')
  await handlers['answer.show']({ conversationId, questionId, answerId: messageId })
  await handlers['rating.set']({
    conversationId,
    messageId,
    rating: { score: 'bad', reasons: [], comment: 'canary comment' },
  })
  appendRawEvents(db, messageId, [{ at: 1, name: '', text: 'canary event' }])
  const slice = { referenceId: 'r', kind: 'document', text: 'canary slice' } as const
  setCitedSlices(db, profileId, [{ ...slice, pages: [], sheets: [], highlights: [] }], 1)
  setForkedFrom(db, conversationId, conversationId)
  const folder = await handlers['folder.add']({ name: 'Folder' })
  const tag = await handlers['tag.add']({ name: 'Tag', color: 'teal' })
  const changes = { folderId: folder.id, addTagIds: [tag.id] }
  await handlers['conversation.arrange']({ conversationIds: [conversationId], changes })
  await handlers['imageConsent.give']({ kind: 'host', name: 'canary.example' })
  await handlers['imageConsent.give']({ kind: 'conversation', name: conversationId })
  await handlers['template.add']({ name: 'Template', text: 'Of my own' })
  await handlers['draft.set']({ owner: conversationId, text: 'canary draft' })
  await handlers['draft.set']({ owner: profileId, text: 'canary draft' })
  for (const [index, owner] of [conversationId, profileId].entries())
    insertAttachment(db, {
      id: attachmentIdSchema.parse(randomUUID()),
      owner,
      name: `canary-${index}.txt`,
      hash: String(index).repeat(64),
      bytes: 1,
      mediaType: 'text/plain',
      addedAt: 1,
    })
  insertShownFile(db, {
    conversationId,
    url: 'https://canary.example/a.png',
    hash: 'a'.repeat(64),
    bytes: 1,
    mediaType: 'image/png',
    addedAt: 1,
  })
  await test.ask(conversationId, 'canary second')
  await handlers['queue.add']({ conversationId, text: 'canary queued' })
}

async function createRoom() {
  const dataDir = createFolder()
  const db = openGoodStore(join(dataDir, 'history.db'))
  const test = createTestEngine({ db, dataDir })
  const running = await test.createConversation()
  await test.ask(running, 'canary running')
  const binned = await test.createConversation()
  const dictation = await test.ask(binned, 'canary binned')
  await dictation.send(start, text('canary answer '.repeat(20_000)), complete)
  test.clock.advance(100)
  await test.engine.handlers['conversation.delete']({ conversationIds: [binned] })
  await test.engine.handlers['draft.set']({ owner: running, text: 'canary draft' })
  for (const folder of ['files', 'exports', 'backups', 'logs']) mkdirSync(join(dataDir, folder))
  for (const name of ['search.db', 'search.db-wal', 'history.before-5.db', 'start.json', 'backups/one.zip'])
    writeFileSync(join(dataDir, name), 'x')
  return { test, dataDir, file: join(dataDir, 'history.db') }
}

describe('deleting all history', () => {
  it('leaves no word in the history, which is small then, and profiles and settings as they were', async () => {
    const { test, dataDir, file } = await createRoom()
    const { handlers } = test.engine
    checkpointStore(test.db)
    const before = [await handlers['history.count']({}), statSync(file).size > 200_000]
    await handlers['history.eraseAll']({ withBackups: true })
    const bytes = Buffer.concat(
      ['history.db', 'history.db-wal'].map((name) => readFileSync(join(dataDir, name))),
    )
    expect({
      before,
      hasWords: bytes.includes('canary'),
      isSmall: statSync(file).size < 200_000,
      conversations: await handlers['conversation.listAll']({ shelf: 'bin' }),
      profiles: (await handlers['profile.list']({})).length,
      progress: test.events.filter(({ name }) => name === 'history.erasing').map(({ payload }) => payload),
    }).toEqual({
      before: [{ conversations: 2, messages: 4 }, true],
      hasWords: false,
      isSmall: true,
      conversations: [],
      profiles: 1,
      progress: [
        { done: 1, total: 2 },
        { done: 2, total: 2 },
      ],
    })
  })

  it('leaves of all tables those of profiles, settings, folders, tags and templates', async () => {
    const dataDir = createFolder()
    const db = openGoodStore(join(dataDir, 'history.db'))
    const test = createTestEngine({ db, dataDir })
    await fillTables(test)
    const before = countRows(db)
    await test.engine.handlers['history.eraseAll']({ withBackups: true })
    const bytes = Buffer.concat(
      ['history.db', 'history.db-wal'].map((name) => readFileSync(join(dataDir, name))),
    )
    const kept = { folders: 1, history_facts: 1, profiles: 1, prompt_templates: 1, secrets: 1, tags: 1 }
    expect([before, countRows(db), bytes.includes('canary')]).toEqual([
      {
        ...kept,
        attachments: 2,
        cited_slices: 1,
        conversation_files: 1,
        conversation_tags: 1,
        conversations: 1,
        drafts: 2,
        files: 3,
        image_consents: 2,
        message_changes: 6,
        messages: 4,
        parts: 3,
        queued_questions: 1,
        ratings: 1,
        raw_events: 1,
        shown_answers: 1,
      },
      kept,
      false,
    ])
  })

  it.each([
    [true, ['history.db', 'history.db-shm', 'history.db-wal', 'history.lock', 'logs', 'start.json']],
    [
      false,
      [
        'backups',
        'history.before-5.db',
        'history.db',
        'history.db-shm',
        'history.db-wal',
        'history.lock',
        'logs',
        'start.json',
      ],
    ],
  ])('takes what was made of it along; with copies of the history: %s', async (withBackups, left) => {
    const { test, dataDir } = await createRoom()
    await test.engine.handlers['history.eraseAll']({ withBackups })
    expect(readdirSync(dataDir).sort()).toEqual(left)
  })
})

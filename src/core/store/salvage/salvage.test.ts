import { readFileSync, truncateSync, writeFileSync, copyFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { getConversation, listAllConversations } from '../conversations.ts'
import type { Database } from '../database.ts'
import { fillHistory, readsAsWritten } from '../faults/test-damage.ts'
import { appendPieces, deleteMessage, insertTurn, listMessages } from '../messages.ts'
import { closeStore } from '../open.ts'
import { insertProfile, listProfiles } from '../profiles.ts'
import { writeSettings, readSettings } from '../settings.ts'
import { addConversation, createAnswer, createProfile, createQuestion, createText } from '../test-rows.ts'
import { createFolder, hashFolder, openGoodStore } from '../test-store.ts'
import { salvageHistory } from './salvage.ts'

const pageBytes = 4096
const rest = { now: 9000, report: () => undefined, breathe: () => Promise.resolve() }

/** A closed history with rows of every kind. */
function createHistory() {
  const folder = createFolder()
  const source = join(folder, 'history.db')
  const db = openGoodStore(source)
  const profile = createProfile({ name: '工作' })
  insertProfile(db, profile)
  writeSettings(db, { theme: 'dark' })
  const { id } = addConversation(db, { profileId: profile.id, title: 'Öffnungszeiten 👋🏽' })
  const question = createQuestion(id, { parts: [createText('几点开门？')] })
  const answer = createAnswer(id, {
    status: 'complete',
    endedAt: 5000,
    parts: [createText('九点。'.repeat(5000))],
  })
  insertTurn(db, [question, answer])
  db.exec(`
    INSERT INTO folders VALUES ('44444444-4444-4444-8444-444444444444', 'Folder', 1);
    INSERT INTO tags VALUES ('55555555-5555-4555-8555-555555555555', 'Tag', 'teal');
    INSERT INTO conversation_tags VALUES ('${id}', '55555555-5555-4555-8555-555555555555');
    UPDATE conversations SET folder_id = '44444444-4444-4444-8444-444444444444', is_pinned = 1;
    INSERT INTO drafts VALUES ('${id}', 'half a question', 1700000000000, NULL);
    INSERT INTO secrets VALUES ('${profile.id}', 'appKey', x'0102ff');
    INSERT INTO app_cards VALUES ('${profile.id}', '{"name":"Shop"}');
    INSERT INTO files VALUES ('${'ab'.repeat(32)}', 'image/png', 9, 1);
    INSERT INTO conversation_files VALUES ('${id}', 'https://example.com/a.png', '${'ab'.repeat(32)}');
  `)
  return {
    folder,
    source,
    target: join(folder, 'recovered.db'),
    db,
    id,
    profile,
    messages: [question, answer],
  }
}

/** Every row of every table that is not derived. */
function dump(db: Database): Record<string, unknown[]> {
  const tables = db
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        AND name NOT IN ('message_changes', 'history_facts')`,
    )
    .pluck()
    .all()
  return Object.fromEntries(
    tables.map((name) => [String(name), db.prepare(`SELECT * FROM ${String(name)} ORDER BY 1, 2`).all()]),
  )
}

async function salvage(source: string, target: string): Promise<Database> {
  await salvageHistory({ source, target, ...rest })
  return openGoodStore(target)
}

function findRoot(db: Database, name: string): number {
  return Number(db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name))
}

function spoil(file: string, page: number): void {
  const bytes = readFileSync(file)
  bytes.fill(0x6d, (page - 1) * pageBytes, page * pageBytes)
  writeFileSync(file, bytes)
}

function overwrite(file: string, offset: number, values: readonly number[]): void {
  const bytes = readFileSync(file)
  bytes.set(values, offset)
  writeFileSync(file, bytes)
}

describe('salvage of a history', () => {
  it('that is whole gives the same rows, and leaves the file alone', async () => {
    const { source, target, db, folder } = createHistory()
    const before = dump(db)
    closeStore(db)
    const bytes = hashFolder(folder)['history.db']

    const recovered = await salvage(source, target)

    expect([dump(recovered), hashFolder(folder)['history.db']]).toEqual([before, bytes])
  })

  it('reads what only its log holds', async () => {
    const { source, db } = createHistory()
    const other = createFolder()
    const copy = join(other, 'history.db')
    copyFileSync(source, copy)
    copyFileSync(`${source}-wal`, `${copy}-wal`)
    const before = dump(db)

    expect(dump(await salvage(copy, join(other, 'recovered.db')))).toEqual(before)
  })

  it.each([
    ['its header', (file: string) => spoil(file, 1)],
    ['a page size that can be', (file: string) => overwrite(file, 16, [0xff, 0xff])],
  ])('without %s still has every message', async (_, damage) => {
    const folder = createFolder()
    const source = join(folder, 'history.db')
    const expected = fillHistory(source)
    damage(source)

    const db = await salvage(source, join(folder, 'recovered.db'))

    expect([
      readsAsWritten(db, expected),
      listProfiles(db).length,
      listAllConversations(db)
        .map(({ title }) => title)
        .sort(),
    ]).toEqual([true, 1, [...expected.keys()].map((_id, index) => `Conversation ${index}`).sort()])
  })

  it('without any page of its schema has the rows of every table', async () => {
    const { source, target, db } = createHistory()
    const before = dump(db)
    closeStore(db)
    const reader = new Sqlite(source, { readonly: true })
    const pages = reader.prepare("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'").pluck().all()
    reader.close()
    for (const page of pages) spoil(source, Number(page))

    expect(dump(await salvage(source, target))).toEqual(before)
  })

  it('gives a message whose row is lost its place and its words back', async () => {
    const { source, target, db, id, messages } = createHistory()
    const page = findRoot(db, 'messages')
    closeStore(db)
    spoil(source, page)

    const recovered = await salvage(source, target)

    expect(listMessages(recovered, id, { limit: 9 }).messages).toEqual(
      messages.map(({ id: messageId, parts }) => ({
        id: messageId,
        conversationId: id,
        role: 'assistant',
        status: 'interrupted',
        parts,
        createdAt: 0,
        remote: {},
        isDamaged: true,
      })),
    )
  })

  it('makes anew what messages belong to: a conversation, and a profile that can only be read', async () => {
    const { source, target, db, id, messages } = createHistory()
    const pages = ['conversations', 'profiles'].map((name) => findRoot(db, name))
    closeStore(db)
    for (const page of pages) spoil(source, page)

    const recovered = await salvage(source, target)

    expect({
      title: getConversation(recovered, id).title,
      messages: listMessages(recovered, id, { limit: 9 }).messages,
      profiles: listProfiles(recovered).map(({ name, isRetired }) => [name, isRetired]),
    }).toEqual({ title: '几点开门？', messages, profiles: [['Recovered', true]] })
  })

  it('shows where messages are lost altogether, and counts them', async () => {
    const { source, target, db, id, messages } = createHistory()
    db.exec('DELETE FROM messages WHERE position = 1')
    closeStore(db)

    const counts = await salvageHistory({ source, target, ...rest })

    const read = listMessages(openGoodStore(target), id, { limit: 9 }).messages
    expect([counts, read.map(({ parts, isDamaged }) => [parts.length, isDamaged])]).toEqual([
      { profiles: 1, conversations: 1, whole: 1, damaged: 0, lost: 1 },
      [
        [0, true],
        [messages[1]?.parts.length, undefined],
      ],
    ])
  })

  it('keeps the head of a text whose end is lost', async () => {
    const { source, target, db, id } = createHistory()
    closeStore(db)
    const reader = new Sqlite(source, { readonly: true })
    const page = reader
      .prepare("SELECT max(pageno) FROM dbstat WHERE name = 'parts' AND pagetype = 'overflow'")
      .pluck()
      .get()
    reader.close()
    truncateSync(source, (Number(page) - 1) * pageBytes)

    const [, answer] = listMessages(await salvage(source, target), id, { limit: 9 }).messages

    expect(answer).toMatchObject({ isDamaged: true, parts: [{ type: 'unknown', name: 'text' }] })
    expect(JSON.stringify(answer?.parts)).toContain('九点。九点。')
  })

  it('does not bring back what was deleted', async () => {
    const { source, target, db, messages } = createHistory()
    deleteMessage(db, messages[1]?.id ?? ('' as never))
    closeStore(db)

    await salvage(source, target)

    expect(readFileSync(target).includes('九点')).toBe(false)
  })

  it('keeps what a running answer had received', async () => {
    const { source, target, db, id } = createHistory()
    const answer = createAnswer(id)
    insertTurn(db, [answer])
    appendPieces(db, [{ messageId: answer.id, events: [{ type: 'text-delta', part: 'text:1', text: '九' }] }])
    closeStore(db)

    const recovered = await salvage(source, target)

    expect(listMessages(recovered, id, { limit: 1 }).messages).toEqual([
      { ...answer, parts: [createText('九')] },
    ])
  })

  it('keeps settings', async () => {
    const { source, target, db } = createHistory()
    const before = readSettings(db)
    closeStore(db)
    expect(readSettings(await salvage(source, target))).toEqual(before)
  })

  it('of a file that is no database finds nothing', async () => {
    const folder = createFolder()
    const source = join(folder, 'history.db')
    writeFileSync(source, 'This was my thesis. '.repeat(2000))

    expect(await salvageHistory({ source, target: join(folder, 'recovered.db'), ...rest })).toEqual({
      profiles: 0,
      conversations: 0,
      whole: 0,
      damaged: 0,
      lost: 0,
    })
  })

  it('that is given up leaves nothing behind', async () => {
    const { folder, source, target, db } = createHistory()
    closeStore(db)
    const breathe = (): Promise<void> => Promise.reject(new Error('given up'))

    await expect(salvageHistory({ source, target, ...rest, breathe })).rejects.toThrow('given up')

    expect(readdirSync(folder).sort()).toEqual(['history.db', 'history.lock'])
  })
})

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Message } from '#shared/answer.ts'
import { FailureError } from '#shared/failure.ts'
import { findCopyPath, hashBytes } from '#core/store/file-copies.ts'
import { insertShownFile } from '#core/store/files.ts'
import { insertTurn, listMessages } from '#core/store/messages.ts'
import { openMemoryStore, type Database } from '#core/store/open.ts'
import { insertProfile } from '#core/store/profiles.ts'
import { insertConversation, type StoredConversation } from '#core/store/conversations.ts'
import {
  createAnswer,
  createConversation,
  createProfile,
  createQuestion,
  createText,
} from '#core/store/test-rows.ts'
import { createFolder } from '#core/store/test-store.ts'
import { exportConversations, type ExportContext, type ExportRequest } from './export-conversations.ts'
import { openNewFile } from './output-file.ts'
import { everything, noon } from './test-export.ts'

const profile = createProfile({ name: 'Shop' })

function createHistory(...titles: string[]): { db: Database; conversations: StoredConversation[] } {
  const db = openMemoryStore()
  insertProfile(db, profile)
  const conversations = titles.map((title, index) =>
    createConversation({ title, profileId: profile.id, createdAt: noon, updatedAt: noon - index }),
  )
  for (const conversation of conversations) {
    insertConversation(db, conversation)
    insertTurn(db, [
      createQuestion(conversation.id, { createdAt: noon }),
      createAnswer(conversation.id, { status: 'complete', createdAt: noon, parts: [createText('At nine.')] }),
    ])
  }
  return { db, conversations }
}

function run(db: Database, changes: Partial<ExportRequest>, context: Partial<ExportContext> = {}) {
  const folder = createFolder()
  const path = join(folder, 'out')
  const done = exportConversations(
    {
      history: db,
      dataDir: join(folder, 'data'),
      signal: new AbortController().signal,
      report: () => undefined,
      breathe: () => Promise.resolve(),
      ...context,
    },
    {
      scope: { type: 'all' },
      format: 'text',
      contents: everything,
      language: 'en',
      exportedAt: noon,
      version: '1.0.0',
      path,
      ...changes,
    },
  )
  return { folder, path, done }
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof FailureError ? error.failure.code : String(error)
}

describe('an export', () => {
  it('of one conversation is one file', async () => {
    const { db, conversations } = createHistory('Opening hours')
    const [first] = conversations
    const scope = { type: 'conversations', conversationIds: first ? [first.id] : [] } as const
    const { path, done, folder } = run(db, { scope })
    const outcome = await done
    expect([readdirSync(folder), outcome, readFileSync(path, 'utf8').split('\n').slice(5, 8)]).toEqual([
      ['out'],
      { conversations: 1, bytes: statSync(path).size },
      ['------------------------------------------------------------', 'Question 2026-11-26 12:00', ''].slice(
        0,
        3,
      ),
    ])
  })

  it('of one message has nothing else of its conversation', async () => {
    const { db, conversations } = createHistory('Opening hours')
    // Safe: there is one, and it has two messages.
    const { id: conversationId } = conversations[0] as StoredConversation
    const [question] = listMessages(db, conversationId, { limit: 2 }).messages
    const messageId = (question as Message).id
    const { path, done } = run(db, { scope: { type: 'message', conversationId, messageId } })
    await done
    const text = readFileSync(path, 'utf8')
    expect([text.includes('Question 2026-11-26'), text.includes('At nine.')]).toEqual([true, false])
  })

  it('of several is a folder with an index, whatever they are called', async () => {
    const { db } = createHistory('../up', 'Plan', 'plan', '')
    const { path, done, folder } = run(db, {})
    await done
    expect([readdirSync(folder), readdirSync(path).sort()]).toEqual([
      ['out'],
      ['New conversation.txt', 'Plan.txt', 'index.txt', 'plan 2.txt', 'up.txt'],
    ])
  })

  it('leaves nothing when it is stopped in the middle', async () => {
    const { db } = createHistory('One', 'Two', 'Three')
    const stop = new AbortController()
    const { done, folder } = run(db, {}, { signal: stop.signal, report: () => stop.abort() })
    expect([await codeOf(done), readdirSync(folder)]).toEqual(['AbortError: This operation was aborted', []])
  })

  it('says that the disk is full, and leaves nothing', async () => {
    const { db } = createHistory('One', 'Two')
    const openFile: ExportContext['openFile'] = async (path) => {
      const handle = await openNewFile(path)
      return {
        writeFile: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
        sync: () => handle.sync(),
        close: () => handle.close(),
      }
    }
    const { done, folder } = run(db, {}, { openFile })
    expect([await codeOf(done), readdirSync(folder)]).toEqual(['export-no-space', []])
  })

  it('leaves the file alone that is there when it cannot be written', async () => {
    const { db, conversations } = createHistory('One')
    const [first] = conversations
    const path = join(createFolder(), 'none', 'out.txt')
    const scope = { type: 'conversations', conversationIds: first ? [first.id] : [] } as const
    expect([await codeOf(run(db, { scope, path }).done), existsSync(dirname(path))]).toEqual([
      'export-not-written',
      false,
    ])
  })

  it('puts the images that were kept into a folder beside a Markdown file', async () => {
    const { db } = createHistory()
    const conversation = createConversation({ title: 'Door', profileId: profile.id, createdAt: noon })
    const url = 'https://shop.example/door.png'
    const png = Buffer.from('not really a picture')
    const hash = hashBytes(png)
    insertConversation(db, conversation)
    insertTurn(db, [
      createAnswer(conversation.id, { status: 'complete', parts: [createText(`![door](${url})`)] }),
    ])
    insertShownFile(db, {
      conversationId: conversation.id,
      url,
      hash,
      mediaType: 'image/png',
      bytes: png.length,
      addedAt: noon,
    })
    const folder = createFolder()
    const copy = findCopyPath(folder, hash)
    mkdirSync(dirname(copy), { recursive: true })
    writeFileSync(copy, png)
    const path = join(createFolder(), 'Door.md')
    const scope: ExportRequest['scope'] = { type: 'conversations', conversationIds: [conversation.id] }
    await run(db, { scope, path, format: 'markdown' }, { dataDir: folder }).done
    const name = `${hash.slice(0, 20)}.png`
    expect([
      readFileSync(path, 'utf8').split('\n').at(-2),
      readdirSync(join(dirname(path), 'Door.assets')),
      readFileSync(join(dirname(path), 'Door.assets', name)).equals(png),
    ]).toEqual([`![door](./Door.assets/${name})`, [name], true])
  })

  it('holds a page of messages in memory, however long the conversation is', async () => {
    const { db } = createHistory()
    const conversation = createConversation({ title: 'Long', profileId: profile.id, createdAt: noon })
    insertConversation(db, conversation)
    const words = '很长的回答。'.repeat(2000)
    const count = 600
    for (let number = 0; number < count; number += 1) {
      insertTurn(db, [createAnswer(conversation.id, { status: 'complete', parts: [createText(words)] })])
    }
    // The pieces that are on their way to the disk at the same time.
    let largest = 0
    const openFile: ExportContext['openFile'] = async (path) => {
      const handle = await openNewFile(path)
      return {
        writeFile: (chunk) => {
          largest = Math.max(largest, (chunk as Buffer).byteLength)
          return handle.writeFile(chunk)
        },
        sync: () => handle.sync(),
        close: () => handle.close(),
      }
    }
    const { done } = run(
      db,
      { scope: { type: 'conversations', conversationIds: [conversation.id] } },
      { openFile },
    )
    const { bytes } = await done
    expect([bytes > 20_000_000, largest < 2_000_000]).toEqual([true, true])
  })
})

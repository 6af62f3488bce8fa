import { readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message } from '#shared/answer.ts'
import type { CallOutput } from '#shared/contract/contract.ts'
import { folderIdSchema, messageIdSchema, tagIdSchema, type ConversationId } from '#shared/ids.ts'
import type { Part } from '#shared/part.ts'
import { setCitedSlices } from '#core/store/cited-slices.ts'
import { listAllConversations, getConversation } from '#core/store/conversations.ts'
import { readCopy, stageCopy } from '#core/store/file-copies.ts'
import { insertShownFile } from '#core/store/files.ts'
import { insertFolder, listFolders } from '#core/store/folders.ts'
import { findForkedFrom, setForkedFrom } from '#core/store/forks.ts'
import { insertTurn, listMessages } from '#core/store/messages.ts'
import { openMemoryStore, type Database } from '#core/store/open.ts'
import { insertProfile, listProfiles } from '#core/store/profiles.ts'
import { listRatings, setRating } from '#core/store/ratings.ts'
import { forgetShownAnswer, listShownAnswers, setShownAnswer } from '#core/store/shown-answers.ts'
import { insertTag, listTags } from '#core/store/tags.ts'
import {
  addConversation,
  createAnswer,
  createProfile,
  createQuestion,
  createText,
} from '#core/store/test-rows.ts'
import { createFolder } from '#core/store/test-store.ts'
import { createInlineWorker } from '#core/worker/history-worker.ts'
import { createTestEngine, type TestEngine } from './test-engine.ts'

const everything = { hasThoughts: true, hasSteps: true, hasReferences: true, hasFiles: true }

/** All of a history as the text of a file. */
async function exportAll(
  db: Database,
  conversationIds?: readonly ConversationId[],
  folder = createFolder(),
): Promise<string> {
  const path = join(folder, 'history.json')
  await createInlineWorker(db, folder).run('history.export', {
    scope: conversationIds
      ? { type: 'conversations', conversationIds: [...conversationIds] }
      : { type: 'all' },
    format: 'json',
    contents: everything,
    language: 'en',
    exportedAt: 0,
    version: '0.0.0',
    path,
  })
  return readFileSync(path, 'utf8')
}

function open(db: Database = openMemoryStore()): TestEngine {
  return createTestEngine({ db, dataDir: createFolder() })
}

async function bring({ engine }: TestEngine, text: string | Buffer): Promise<string> {
  const bytes = Buffer.from(text)
  const { uploadId } = await engine.handlers['upload.begin']({ name: 'history.json', size: bytes.length })
  await engine.handlers['upload.append']({ uploadId, base64: bytes.toString('base64') })
  return uploadId
}

async function preview(test: TestEngine, text: string | Buffer): Promise<CallOutput<'import.read'>> {
  const uploadId = await bring(test, text)
  return test.engine.handlers['import.read']({ importId: randomUUID(), uploadId })
}

async function take(test: TestEngine, text: string | Buffer): Promise<CallOutput<'import.start'>> {
  const uploadId = await bring(test, text)
  return test.engine.handlers['import.start']({ importId: randomUUID(), uploadId })
}

/** Everything of a conversation that a person could tell. */
function read(db: Database, id: ConversationId): readonly Message[] {
  return listMessages(db, id, { limit: 10_000 }).messages
}

/** A turn of a conversation at a time of its own. */
function createTurn(conversationId: ConversationId, at: number): [Message, Message] {
  return [
    createQuestion(conversationId, { createdAt: at, parts: [createText(`Question ${at} 问题`)] }),
    createAnswer(conversationId, {
      createdAt: at,
      endedAt: at + 5,
      status: 'complete',
      parts: [createText(`Answer ${at}`)],
    }),
  ]
}

/** A history with one of everything. */
function fill(db: Database): readonly ConversationId[] {
  const folder = { id: folderIdSchema.parse(randomUUID()), name: '旅行' }
  const tag = { id: tagIdSchema.parse(randomUUID()), name: 'Urgent', color: 'red' } as const
  const profile = createProfile({
    site: 'custom',
    serviceUrl: 'https://adp.example.com',
    note: 'for tests',
    requestDefaults: { webSearch: 'on' },
  })
  insertFolder(db, folder)
  insertTag(db, tag)
  insertProfile(db, profile)
  const marked = addConversation(db, {
    profileId: profile.id,
    title: 'Marked </script> "quoted"\u2028',
    isPinned: true,
    isUnread: true,
    folderId: folder.id,
    tagIds: [tag.id],
  })
  const archived = addConversation(db, { profileId: profile.id, shelf: 'archive', title: '归档' })
  const other = addConversation(db)
  const parts: Part[] = [
    { type: 'thought', key: 't', text: 'hm', status: 'complete', durationMs: 3 },
    { type: 'step', key: 's', kind: 'tool', name: 'search', title: 'Search', status: 'failed', output: '{}' },
    {
      type: 'text',
      key: 'x',
      text: '一\n二',
      quotes: [{ index: '1', position: 1 }],
      references: [{ index: '1', kind: 'document', title: 'Hours', referenceId: '1873345678901234567' }],
    },
    { type: 'image', key: 'i', url: 'https://example.com/a.png', description: '' },
    { type: 'unknown', key: 'u', name: 'new', raw: '{"__proto__":1}' },
  ]
  const [question, answer] = createTurn(marked.id, 5000)
  const second = {
    ...answer,
    id: messageIdSchema.parse(randomUUID()),
    options: { webSearch: 'off' as const },
  }
  insertTurn(db, [
    question,
    {
      ...answer,
      parts,
      usage: { tokens: { input: 1, output: 2 }, elapsedMs: 3 },
      remote: { requestId: 'R', recordId: '9007199254740993', canRate: true },
    },
    second,
  ])
  setRating(db, answer.id, { score: 'bad', reasons: ['过时'], comment: 'Closed "now"' }, 5100)
  setShownAnswer(db, { questionId: question.id, answerId: answer.id }, 5100)
  setForkedFrom(db, archived.id, marked.id)
  const slice = { referenceId: '1873345678901234567', kind: 'document', text: '原文\n\nPage 3' } as const
  const marks = { pages: [3], sheets: [], highlights: [{ start: 0, end: 2, text: '原文' }] }
  setCitedSlices(db, profile.id, [{ ...slice, ...marks }], 5100)
  insertTurn(db, createTurn(archived.id, 6000))
  insertTurn(db, createTurn(other.id, 7000))
  // Its clock was set back between the two.
  insertTurn(db, createTurn(other.id, 4000))
  return [marked.id, archived.id, other.id]
}

describe('a history that was exported', () => {
  it('is the same after it was imported into an empty one, to the byte', async () => {
    const source = openMemoryStore()
    fill(source)
    const text = await exportAll(source)
    const target = open()

    const taken = await take(target, text)

    expect({ taken, text: await exportAll(target.db) }).toEqual({
      taken: {
        isCancelled: false,
        conversations: 3,
        messages: 9,
        completedConversations: 0,
        presentMessages: 0,
        profiles: 2,
        files: 0,
        damaged: 0,
      },
      text,
    })
  })

  it('brings the images that were kept, once for all who show them', async () => {
    const [sourceDir, targetDir] = [createFolder(), createFolder()]
    const source = openMemoryStore()
    const bytes = Buffer.from('a picture')
    const copy = await stageCopy(sourceDir, bytes)
    copy.place()
    const shown = { hash: copy.hash, mediaType: 'image/png', bytes: bytes.length, addedAt: 5 }
    const ids = [addConversation(source).id, addConversation(source).id]
    for (const conversationId of ids) {
      insertShownFile(source, { ...shown, conversationId, url: 'https://example.com/a.png' })
    }
    const text = await exportAll(source, undefined, sourceDir)
    const target = createTestEngine({ dataDir: targetDir })

    const { files } = await take(target, text)

    expect({
      files,
      copy: await readCopy(targetDir, copy.hash),
      text: await exportAll(target.db, undefined, targetDir),
    }).toEqual({ files: 1, copy: { type: 'whole', bytes }, text })
  })

  it('is one valid document', async () => {
    const source = openMemoryStore()
    fill(source)
    const text = await exportAll(source)
    expect((JSON.parse(text) as { entries: unknown[] }).entries.length).toBe(text.split('\n').length - 3)
  })

  it('is the same when it is imported twice', async () => {
    const source = openMemoryStore()
    fill(source)
    const text = await exportAll(source)
    const target = open()
    await take(target, text)

    const { conversations, messages, presentMessages } = await take(target, text)

    expect({ conversations, messages, presentMessages, text: await exportAll(target.db) }).toEqual({
      conversations: 0,
      messages: 0,
      presentMessages: 9,
      text,
    })
  })

  it('brings no secret, and no AppKey: that is asked for when it is needed', async () => {
    const source = openMemoryStore()
    const profile = createProfile({ tokenEndpointUrl: 'https://tokens.example.com/adp?key=canary' })
    insertProfile(source, { ...profile, secretIdHint: 'hint' })
    addConversation(source, { profileId: profile.id })
    const text = await exportAll(source)
    const target = open()
    await take(target, text)
    const [imported] = await target.engine.handlers['profile.list']({})
    expect([
      ['canary', 'k3y4', 'hint'].filter((word) => text.includes(word)),
      imported?.appKeyStatus,
      imported?.credentialsStatus,
    ]).toEqual([[], 'missing', null])
  })

  it('comes to the same whichever parts of it come in whichever order, also twice', async () => {
    const source = openMemoryStore()
    const { id } = addConversation(source)
    for (let turn = 0; turn < 8; turn += 1) insertTurn(source, createTurn(id, 1000 * (turn + 1)))
    const whole = await exportAll(source)
    const lines = whole.split('\n')
    const isMessage = (line: string) => line.startsWith('{"type":"message"')
    const messages = lines.filter(isMessage)
    const withMessages = (kept: readonly string[]) =>
      [
        ...lines.slice(0, lines.findIndex(isMessage)),
        ...messages.filter((line) => kept.includes(line)),
        ...lines.slice(lines.findLastIndex(isMessage) + 1),
      ].join('\n')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.subarray(messages), { maxLength: 4 }), async (subsets) => {
        const target = open()
        for (const subset of [...subsets, ...subsets, messages]) await take(target, withMessages(subset))
        expect(await exportAll(target.db)).toBe(whole)
      }),
      { numRuns: 15 },
    )
  }, 120_000)
})

describe('what is here already', () => {
  it('is never overwritten, and gets only what it does not have', async () => {
    const source = openMemoryStore()
    const { id, profileId } = addConversation(source, { title: 'As exported' })
    const turns = [1000, 2000, 3000].map((at) => createTurn(id, at))
    for (const turn of turns) insertTurn(source, turn)
    const text = await exportAll(source)
    const target = open()
    insertProfile(target.db, createProfile({ id: profileId, name: 'Mine' }))
    addConversation(target.db, { id, profileId, title: 'Renamed here', deletedAt: 9, shelf: 'bin' })
    const [question, answer] = turns[1] ?? createTurn(id, 2000)
    const mine = { ...answer, parts: [createText('Streamed here')] }
    insertTurn(target.db, [question, mine])

    const taken = await take(target, text)

    const { title, shelf } = getConversation(target.db, id)
    expect({ taken, title, shelf, messages: read(target.db, id) }).toEqual({
      taken: expect.objectContaining({
        conversations: 0,
        messages: 4,
        completedConversations: 1,
        presentMessages: 2,
      }),
      title: 'Renamed here',
      shelf: 'bin',
      messages: [...(turns[0] ?? []), question, mine, ...(turns[2] ?? [])],
    })
  })

  it('keeps what was made of it: a rating, the answer that is shown, where a conversation comes from', async () => {
    const source = openMemoryStore()
    const [marked, archived] = fill(source)
    if (!marked || !archived) throw new Error('nothing was filled')
    const text = await exportAll(source)
    const target = open()
    await take(target, text)
    const [question, answer] = read(target.db, marked)
    if (!question || !answer) throw new Error('nothing was taken')
    setRating(target.db, answer.id, null, 9000)
    forgetShownAnswer(target.db, question.id)
    setForkedFrom(target.db, archived, archived)

    await take(target, text)

    expect({
      ratings: listRatings(target.db, marked),
      shown: listShownAnswers(target.db, marked),
      origin: findForkedFrom(target.db, archived),
    }).toEqual({ ratings: [], shown: [], origin: archived })
  })

  it('is told from what is not before anything is added', async () => {
    const source = openMemoryStore()
    const [first] = fill(source)
    const target = open()
    await take(target, await exportAll(source, first ? [first] : []))
    const before = await exportAll(target.db)

    const found = await preview(target, await exportAll(source))

    expect([found, (await exportAll(target.db)) === before]).toEqual([
      {
        type: 'readable',
        conversations: 3,
        messages: 9,
        newConversations: 2,
        newMessages: 6,
        newProfiles: [{ name: 'Shop assistant' }],
        damaged: 0,
        isWhole: true,
      },
      true,
    ])
  })

  it('stands for a profile, a folder and a tag of the same name', async () => {
    const source = openMemoryStore()
    fill(source)
    const target = open()
    insertProfile(
      target.db,
      createProfile({ name: 'Shop assistant', site: 'custom', serviceUrl: 'https://adp.example.com' }),
    )
    insertFolder(target.db, { id: folderIdSchema.parse(randomUUID()), name: '旅行' })
    insertTag(target.db, { id: tagIdSchema.parse(randomUUID()), name: 'URGENT', color: 'blue' })

    const { profiles } = await take(target, await exportAll(source))

    const marked = listAllConversations(target.db).find(({ isPinned }) => isPinned)
    expect({
      profiles,
      folderId: marked?.folderId,
      tagIds: marked?.tagIds,
      counts: [listProfiles(target.db), listFolders(target.db), listTags(target.db)].map(
        ({ length }) => length,
      ),
    }).toEqual({
      profiles: 1,
      folderId: listFolders(target.db)[0]?.id,
      tagIds: [listTags(target.db)[0]?.id],
      counts: [2, 1, 1],
    })
  })

  it('is told to pages once', async () => {
    const source = openMemoryStore()
    const ids = fill(source)
    const target = open()
    await take(target, await exportAll(source))
    const grown = target.events.filter(({ name }) => name === 'history.grown')
    expect(grown).toEqual([
      { name: 'history.grown', payload: { conversationIds: expect.arrayContaining([...ids]) } },
    ])
  })
})

describe('an import that is cancelled', () => {
  it('keeps whole conversations, and is completed by the next one', async () => {
    const source = openMemoryStore()
    const ids = Array.from(
      { length: 6 },
      (_, index) => addConversation(source, { updatedAt: 100 - index }).id,
    )
    for (const id of ids) for (let at = 1; at <= 60; at += 1) insertTurn(source, createTurn(id, at * 10))
    const text = await exportAll(source)
    const target = open()
    const importId = randomUUID()
    const uploadId = await bring(target, text)
    target.engine.subscribe(({ name }) => {
      if (name === 'import.progressed') void target.engine.handlers['import.cancel']({ importId })
    })

    const { isCancelled } = await target.engine.handlers['import.start']({ importId, uploadId })
    const lengths = listAllConversations(target.db).map(({ id }) => read(target.db, id).length)
    await take(target, text)

    expect({
      isCancelled,
      isSome: lengths.length > 0 && lengths.length < 6,
      whole: lengths.every((length) => length === 120),
      isSame: (await exportAll(target.db)) === text,
    }).toEqual({ isCancelled: true, isSome: true, whole: true, isSame: true })
  })
})

describe('a file that a person brings', () => {
  const head =
    '{"format":"adp-desk-history","version":1,"exportedAt":"2026-01-01T00:00:00.000Z","entries":[\n'

  it.each([
    ['empty', '', 'not-ours'],
    ['no JSON', 'name,site\nWork,china', 'not-ours'],
    ['another JSON', '[]', 'not-ours'],
    ['binary', Buffer.from([0, 255, 254, 10, 13]), 'not-ours'],
    ['of exported profiles', '{"format":"adp-desk-profiles","version":1,"entries":[\n]}', 'not-ours'],
    ['a very long line', `{"${'x'.repeat(200_000)}`, 'not-ours'],
    ['of a newer version', head.replace('"version":1', '"version":2'), 'newer-version'],
    ['ours, with line breaks of another program', '{\n  "format": "adp-desk-history"\n}', 'not-ours'],
    ['ours, in one line', `${head.trim()}{"type":"end","conversations":0,"messages":0}]}`, 'rewritten'],
  ])('is refused when it is %s', async (_what, text, problem) => {
    expect(await preview(open(), text)).toEqual({ type: 'unreadable', problem })
  })

  it.each([
    ['nested 10,000 deep', `${'['.repeat(10_000)}${']'.repeat(10_000)},\n`],
    [
      'deep in a place of its own',
      `{"type":"message","message":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}},\n`,
    ],
    ['with the keys of prototypes', '{"type":"message","__proto__":{"isAdmin":true},"message":{}},\n'],
    ['of no kind', '{"type":"secret"},\n'],
    ['a number', '7,\n'],
    ['cut off', '{"type":"mess'],
    ['no UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x2c, 0x0a])],
  ])('keeps the rest when a line is %s', async (_what, line) => {
    const source = openMemoryStore()
    fill(source)
    const text = await exportAll(source)
    const entries = text.slice(text.indexOf('\n') + 1)
    const spoilt = Buffer.concat([
      Buffer.from(head),
      Buffer.from(line),
      Buffer.from('\n'),
      Buffer.from(entries),
    ])
    const { messages, damaged } = await take(open(), spoilt)
    expect({ messages, damaged, isTainted: 'isAdmin' in {} }).toEqual({
      messages: 9,
      damaged: 1,
      isTainted: false,
    })
  })

  it('that has lost its end says so, and gives what it has', async () => {
    const source = openMemoryStore()
    fill(source)
    const lines = (await exportAll(source)).split('\n')
    const cut = lines.slice(0, -4).join('\n')
    const target = open()
    const found = await preview(target, cut)
    const { messages } = await take(target, cut)
    expect([found.type === 'readable' && found.isWhole, messages]).toEqual([false, 8])
  })

  it('cannot put words into a message that is here, nor move one to another conversation', async () => {
    const source = openMemoryStore()
    const mine = addConversation(source)
    const [question, answer] = createTurn(mine.id, 1000)
    insertTurn(source, [question, answer])
    const other = addConversation(source)
    const text = (await exportAll(source)).replace('"messages":2}', '"messages":4}').replace(
      '{"type":"end"',
      [
        { ...question, parts: [createText('Spoilt')] },
        { ...answer, conversationId: other.id },
      ]
        .map((message) => `${JSON.stringify({ type: 'message', message })},\n`)
        .join('') + '{"type":"end"',
    )
    const target = open()

    const { damaged, presentMessages } = await take(target, text)

    expect({
      damaged,
      presentMessages,
      mine: read(target.db, mine.id),
      other: read(target.db, other.id),
    }).toEqual({
      damaged: 1,
      presentMessages: 1,
      mine: [question, answer],
      other: [],
    })
  })

  it('cannot show an answer of another conversation, nor rate what it does not bring', async () => {
    const source = openMemoryStore()
    const [first, second] = fill(source)
    if (!first || !second) throw new Error('nothing was filled')
    const target = open()
    await take(target, await exportAll(source, [first]))
    const [mine] = read(target.db, first)
    const [question] = read(source, second)
    if (!mine || !question) throw new Error('nothing was taken')
    const lines = (await exportAll(source, [second])).split('\n')
    const entries = [
      { type: 'shown-answer', shownAnswer: { questionId: question.id, answerId: mine.id } },
      { type: 'rating', rating: { messageId: mine.id, score: 'good', reasons: [], comment: '' } },
    ].map((entry) => `${JSON.stringify(entry)},`)
    lines.splice(
      lines.findIndex((line) => line.startsWith('{"type":"end"')),
      0,
      ...entries,
    )
    const before = await exportAll(target.db, [first])

    await take(target, lines.join('\n'))

    expect([await exportAll(target.db, [first]), listShownAnswers(target.db, second)]).toEqual([before, []])
  })

  it('with messages of a conversation that is nowhere adds none of them', async () => {
    const nowhere = addConversation(openMemoryStore()).id
    const lines = createTurn(nowhere, 1).map(
      (message) => `${JSON.stringify({ type: 'message', message })},\n`,
    )
    const target = open()
    expect([(await take(target, head + lines.join(''))).damaged, listAllConversations(target.db)]).toEqual([
      2,
      [],
    ])
  })
})

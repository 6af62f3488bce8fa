import fc from 'fast-check'
import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { createFailure, FailureError } from '../failure.ts'
import {
  attachmentIdSchema,
  conversationIdSchema,
  folderIdSchema,
  messageIdSchema,
  profileIdSchema,
  promptTemplateIdSchema,
  queuedQuestionIdSchema,
  tagIdSchema,
} from '../ids.ts'
import type { ProfileSettings } from '../profile.ts'
import { defaultSettings } from '../settings.ts'
import { calls, events, type CallInput, type CallName } from './contract.ts'
import { createDispatch, type Handlers } from './dispatch.ts'

/** Handlers that only remember that they were called. */
function recordCalls(overrides: Partial<Handlers> = {}): { handlers: Handlers; called: string[] } {
  const called: string[] = []
  const names = Object.keys(calls)
  const recording = Object.fromEntries(
    names.map((name) => [
      name,
      () => {
        called.push(name)
        return {}
      },
    ]),
  )
  // Every name of the contract has just been given a function.
  return { handlers: { ...(recording as unknown as Handlers), ...overrides }, called }
}

const conversationId = conversationIdSchema.parse(crypto.randomUUID())
const attachmentId = attachmentIdSchema.parse(crypto.randomUUID())
const profileId = profileIdSchema.parse(crypto.randomUUID())
const messageId = messageIdSchema.parse(crypto.randomUUID())
const folderId = folderIdSchema.parse(crypto.randomUUID())
const templateId = promptTemplateIdSchema.parse(crypto.randomUUID())
const queuedId = queuedQuestionIdSchema.parse(crypto.randomUUID())
const tagId = tagIdSchema.parse(crypto.randomUUID())
const profileSettings: ProfileSettings = {
  name: 'Work',
  color: 'blue',
  site: 'custom',
  serviceUrl: 'https://adp.example.com',
  cloudApiUrl: 'https://api.example.com',
  tokenEndpointUrl: 'https://tokens.example.com/adp?app=1',
  accessMethod: 'automatic',
  protocolVersion: 'automatic',
  visitorId: 'visitor',
  requestDefaults: {
    systemRole: 'You are terse.',
    model: 'model',
    webSearch: 'on',
    workflow: 'off',
    streamingThrottle: 10,
    customVariables: [{ name: 'UserID', value: '10220022' }],
  },
  thoughts: 'folded',
  note: 'For tests',
}

const stretch = {
  shelf: 'archive',
  before: { isPinned: true, updatedAt: 1000, id: conversationId },
  limit: 100,
} as const

const credentials = { secretId: 'AKID', secretKey: 'secret' }

/** An input of each call with every field that it can have. */
const examples: { readonly [Name in CallName]: Required<CallInput<Name>> } = {
  'app.describe': {},
  'settings.get': {},
  'settings.set': {
    language: 'en',
    theme: 'dark',
    textSize: 'large',
    sendKey: 'command-enter',
    scrolling: 'stay-at-start',
    notifications: 'off',
    proxy: { mode: 'custom', url: 'http://proxy.example.com:3128' },
    remoteImages: 'never',
    keepsRawEvents: true,
    backups: 'off',
    selectedProfileId: profileId,
    showsAllProfiles: true,
    selectedConversations: [{ profileId, conversationId }],
    retention: 90,
  },
  'data.describe': {},
  'export.start': {
    exportId: '0a4cc0f8-5b4b-4b6e-9f0e-0d8ce1b7c0a1',
    scope: { type: 'conversations', conversationIds: [conversationId] },
    format: 'markdown',
    contents: { hasThoughts: true, hasSteps: true, hasReferences: true, hasFiles: true },
    language: 'zh-CN',
  },
  'export.cancel': { exportId: '0a4cc0f8-5b4b-4b6e-9f0e-0d8ce1b7c0a1' },
  'export.list': {},
  'export.forget': { exportId: '0a4cc0f8-5b4b-4b6e-9f0e-0d8ce1b7c0a1' },
  'delivery.show': { deliveryId: '0a4cc0f8-5b4b-4b6e-9f0e-0d8ce1b7c0a1' },
  'delivery.makeAddress': { deliveryId: '0a4cc0f8-5b4b-4b6e-9f0e-0d8ce1b7c0a1' },
  'data.openFolder': {},
  'upload.begin': { name: 'history.json', size: 1 },
  'upload.append': { uploadId: crypto.randomUUID(), base64: 'AA==' },
  'upload.drop': { uploadId: crypto.randomUUID() },
  'backup.list': {},
  'backup.create': {},
  'backup.export': {},
  'backup.preview': { type: 'backup', name: 'history-2026-03-14.db' },
  'backup.restore': { restoreId: 'restore-1' },
  'backup.takeBack': {},
  'backup.cancel': {},
  'import.read': { importId: crypto.randomUUID(), uploadId: crypto.randomUUID() },
  'import.start': { importId: crypto.randomUUID(), uploadId: crypto.randomUUID() },
  'import.cancel': { importId: crypto.randomUUID() },
  'conversation.backfill': { conversationId },
  'conversation.fork': { conversationId, messageId, title: 'Summer (copy)' },
  'conversation.findOrigin': { conversationId },
  'message.delete': { conversationId, messageIds: [messageId] },
  'answer.listShown': { conversationId },
  'answer.show': { conversationId, questionId: messageId, answerId: messageId },
  'answer.listRaw': { conversationId, messageId, after: 0 },
  'rating.list': { conversationId },
  'rating.set': {
    conversationId,
    messageId,
    rating: { score: 'bad', reasons: ['Outdated'], comment: 'It closes at six.' },
  },
  'integrity.describe': {},
  'integrity.check': {},
  'integrity.cancel': {},
  'integrity.acknowledge': {},
  'recovery.start': {},
  'recovery.startEmpty': {},
  'profile.list': {},
  'profile.add': { settings: profileSettings, appKey: 'key', credentials, allowsDuplicate: true },
  'profile.update': { profileId, settings: profileSettings, appKey: 'key', credentials },
  'profile.duplicate': { profileId, name: 'Copy' },
  'profile.reorder': { profileIds: [profileId] },
  'profile.countHistory': { profileId },
  'profile.delete': { profileId, history: 'keep' },
  'profile.addDemo': {},
  'vault.describe': {},
  'vault.choose': { protection: 'passphrase', passphrase: 'correct horse' },
  'vault.unlock': { passphrase: 'correct horse' },
  'vault.reset': {},
  'appCard.list': {},
  'appCard.refresh': { profileId },
  'profile.export': { profileIds: [profileId], withPersonal: true },
  'profile.readImport': { text: '{}' },
  'profile.import': { text: '{}', picks: [0] },
  'launch.take': {},
  'connection.list': {},
  'connection.wake': {},
  'connectionTest.start': {
    testId: crypto.randomUUID(),
    profileId,
    settings: profileSettings,
    appKey: 'key',
    credentials,
    language: 'en',
  },
  'connectionTest.cancel': { testId: crypto.randomUUID() },
  'conversation.list': { profileId, ...stretch },
  'conversation.listAll': stretch,
  'conversation.listRunning': {},
  'conversation.findByTitle': { text: 'Summer', limit: 20 },
  'search.find': {
    searchId: crypto.randomUUID(),
    text: '开放时间',
    filters: {
      profileIds: [profileId],
      from: 1000,
      until: 2000,
      kinds: ['answer', 'file'],
      hasFile: true,
      folderId: folderIdSchema.parse(crypto.randomUUID()),
      tagIds: [tagIdSchema.parse(crypto.randomUUID())],
      skipsArchive: true,
    },
    after: '1000 1 answer',
    limit: 50,
  },
  'search.cancel': { searchId: crypto.randomUUID() },
  'search.findInConversation': { searchId: crypto.randomUUID(), conversationId, text: '开放时间' },
  'search.describe': {},
  'conversation.create': { profileId },
  'conversation.open': {
    conversationId,
    before: messageIdSchema.parse(crypto.randomUUID()),
    after: messageIdSchema.parse(crypto.randomUUID()),
    around: messageIdSchema.parse(crypto.randomUUID()),
    position: 3,
    limit: 20,
  },
  'conversation.listQuestions': { conversationId },
  'conversation.rename': { conversationId, title: 'Summer' },
  'conversation.delete': { conversationIds: [conversationId] },
  'conversation.restore': { conversationIds: [conversationId] },
  'conversation.deleteForever': { conversationIds: [conversationId] },
  'bin.count': {},
  'bin.empty': {},
  'conversation.listUnread': {},
  'conversation.markRead': { conversationId },
  'draft.list': {},
  'draft.set': { owner: conversationId, text: 'What if', options: { model: 'm' } },
  'attachment.add': { owner: conversationId, uploadId: '7d2b8f0e-5c1a-4f39-9a44-2f1f0b8f6c11' },
  'attachment.list': { owner: conversationId },
  'attachment.remove': { attachmentId },
  'attachment.retry': { attachmentId },
  'attachment.findImage': { attachmentId },
  'retention.preview': { days: 90 },
  'retention.describe': {},
  'retention.confirmClock': {},
  'history.count': {},
  'history.eraseAll': { withBackups: true },
  'folder.list': {},
  'folder.add': { name: 'Work' },
  'folder.rename': { folderId, name: 'Work' },
  'folder.reorder': { folderIds: [folderId] },
  'folder.delete': { folderId },
  'tag.list': {},
  'tag.add': { name: 'urgent', color: 'red' },
  'tag.change': { tagId, name: 'urgent', color: 'red' },
  'tag.delete': { tagId },
  'conversation.arrange': {
    conversationIds: [conversationId],
    changes: { isPinned: true, isArchived: true, folderId, addTagIds: [tagId], removeTagIds: [tagId] },
  },
  'question.ask': {
    widgetAction: { widgetId: 'widget', runId: 'run', actionType: 'sys.chat', payload: '{}' },
    conversationId,
    text: 'Hi',
    options: {
      model: 'm',
      systemRole: 'Terse.',
      webSearch: 'on',
      workflow: 'off',
      customVariables: [{ name: 'n', value: 'v' }],
    },
    attachmentIds: [attachmentId],
    repeatedFiles: { questionId: messageIdSchema.parse(crypto.randomUUID()), keys: ['file:1'] },
  },
  'question.findSendingFiles': { conversationId },
  'question.retry': {
    conversationId,
    options: {
      model: 'm',
      systemRole: 'Terse.',
      webSearch: 'on',
      workflow: 'off',
      customVariables: [{ name: 'n', value: 'v' }],
    },
  },
  'question.listRecent': { profileId, conversationId, limit: 20 },
  'queue.list': {},
  'queue.add': {
    conversationId,
    text: 'And then?',
    options: { model: 'm' },
    widgetAction: { widgetId: 'widget', runId: 'run', actionType: 'sys.chat', payload: '{}' },
    attachmentIds: [attachmentId],
  },
  'queue.remove': { conversationId, queuedId },
  'queue.take': { conversationId, queuedId },
  'queue.reorder': { conversationId, queuedIds: [queuedId] },
  'queue.resume': { conversationId },
  'template.list': {},
  'template.add': { name: 'Translate', text: 'Translate {{text}}', before: templateId },
  'template.change': { templateId, name: 'Translate', text: 'Translate {{text}}' },
  'template.reorder': { templateIds: [templateId] },
  'template.delete': { templateId },
  'template.import': { text: '{}' },
  'answer.stop': { conversationId },
  'reference.findKept': { messageId: messageIdSchema.parse(crypto.randomUUID()) },
  'reference.describe': {
    messageId: messageIdSchema.parse(crypto.randomUUID()),
    referenceIds: ['1873345678901234567'],
  },
  'image.findKept': { conversationId, url: 'https://example.com/a.png' },
  'image.load': { conversationId, url: 'https://example.com/a.png', isUnasked: true },
  'imageConsent.list': {},
  'imageConsent.give': { kind: 'host', name: 'example.com' },
  'imageConsent.take': { kind: 'conversation', name: conversationId },
  'file.findKept': { conversationId, url: 'https://example.com/a.pdf' },
  'file.load': { conversationId, url: 'https://example.com/a.pdf' },
  'file.save': { conversationId, url: 'https://example.com/a.pdf', name: 'a.pdf' },
}

/** The value with one thing wrong, in every way and at every place. */
function spoil(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null)
    return [
      {},
      [],
      [value],
      NaN,
      -1,
      1.5,
      true,
      Symbol('x'),
      () => value,
      new Date(),
      { toString: () => value },
    ].filter((wrong) => wrong !== value)
  const fields: Record<string, unknown> = { ...value }
  return [
    { ...fields, extra: 1 },
    Object.defineProperty({ ...fields }, '__proto__', { value: {}, enumerable: true }),
    { ...fields, constructor: Object },
    [fields],
    ...Object.entries(fields).flatMap(([name, field]) =>
      spoil(field).map((wrong) => ({ ...fields, [name]: wrong })),
    ),
  ]
}

function createGate(overrides: Partial<Handlers> = {}, now: () => number = () => 0) {
  const unexpected: unknown[] = []
  const { handlers, called } = recordCalls(overrides)
  const dispatch = createDispatch({
    handlers,
    now,
    onUnexpected: (name, error) => unexpected.push([name, error]),
  })
  return { dispatch, called, unexpected }
}

describe('createDispatch', () => {
  it('hands a valid input to its handler and its value back', async () => {
    const { dispatch } = createGate({ 'settings.get': () => defaultSettings })
    expect(await dispatch('settings.get', {})).toEqual({ ok: true, value: defaultSettings })
  })

  it('hands on what the schema made of the input, not the input', async () => {
    const received: unknown[] = []
    const { dispatch } = createGate({
      'conversation.rename': (input) => {
        received.push(input)
        throw new FailureError(createFailure('not-found'))
      },
    })
    await dispatch('conversation.rename', { ...examples['conversation.rename'], title: '  Summer  ' })
    expect(received).toEqual([{ ...examples['conversation.rename'], title: 'Summer' }])
  })

  it.each([
    ['an unknown name', 'conversation.destroy', {}],
    ['a name of every object', 'constructor', {}],
    ['a name that is no text', 7, {}],
    ['no input', 'settings.get', undefined],
    ['an extra key', 'settings.get', { extra: 1 }],
    ['an id that is no id', 'conversation.open', { conversationId: '../..' }],
    [
      'a question that is too long',
      'question.ask',
      { conversationId: crypto.randomUUID(), text: 'x'.repeat(200_001) },
    ],
    ['a prototype key', 'settings.set', JSON.parse('{"__proto__":{"theme":"dark"}}')],
  ])('refuses %s without calling a handler', async (_situation, name, input) => {
    const { dispatch, called } = createGate()
    const reply = await dispatch(name, input)
    expect({ called, code: reply.ok ? 'ok' : reply.failure.code }).toEqual({
      called: [],
      code: 'invalid-input',
    })
  })

  it.each<[string, unknown]>([
    ['beside another mistake', { settings: {}, appKey: 'canary' }],
    ['that is too long', { ...examples['profile.add'], appKey: 'canary'.repeat(100) }],
    ['in the wrong field', { ...examples['profile.add'], settings: { site: 'canary' } }],
    ['as the name of a field', { ...examples['profile.add'], canary: 1 }],
    ['as the whole input', 'canary'],
  ])('never repeats a refused value, which may be a secret: %s', async (_situation, input) => {
    const { dispatch } = createGate()
    const reply = await dispatch('profile.add', input)
    expect([reply.ok, JSON.stringify(reply).includes('canary')]).toEqual([false, false])
  })

  it.each(Object.entries(examples))('lets the example of %s through', async (name, input) => {
    const { dispatch, called } = createGate()
    const reply = await dispatch(name, input)
    expect({ ok: reply.ok, called }).toEqual({ ok: true, called: [name] })
  })

  it.each(Object.entries(examples))('refuses every spoilt example of %s', async (name, input) => {
    let now = 0
    const { dispatch, called } = createGate({}, () => (now += 1000))
    const spoilt = spoil(input)
    const replies = await Promise.all(spoilt.map((wrong) => dispatch(name, wrong)))
    expect({
      isTried: spoilt.length > 0,
      called,
      codes: [...new Set(replies.map((reply) => (reply.ok ? 'ok' : reply.failure.code)))],
    }).toEqual({ isTried: true, called: [], codes: ['invalid-input'] })
  })

  it('passes on the failure that a handler throws', async () => {
    const failure = createFailure('answer-running')
    const { dispatch } = createGate({
      'question.ask': () => {
        throw new FailureError(failure)
      },
    })
    const reply = await dispatch('question.ask', { conversationId: crypto.randomUUID(), text: 'Hi' })
    expect(reply).toEqual({ ok: false, failure })
  })

  it('turns any other error into a failure without a word of it, and reports it', async () => {
    const error = new Error('SELECT secret FROM /home/somebody')
    const { dispatch, unexpected } = createGate({ 'profile.list': () => Promise.reject(error) })
    const reply = await dispatch('profile.list', {})
    expect({ reply, unexpected }).toEqual({
      reply: { ok: false, failure: createFailure('unexpected') },
      unexpected: [['profile.list', error]],
    })
  })

  it('refuses a flood and lets calls through again when time has passed', async () => {
    let now = 0
    const { dispatch, called } = createGate({}, () => now)
    const codes = await Promise.all(
      Array.from({ length: 250 }, async () => {
        const reply = await dispatch('profile.list', {})
        return reply.ok ? 'ok' : reply.failure.code
      }),
    )
    now = 1000
    await dispatch('profile.list', {})
    expect({
      refused: codes.filter((code) => code === 'too-many-calls').length,
      called: called.length,
    }).toEqual({
      refused: 50,
      called: 201,
    })
  })

  it('survives any input to any call', async () => {
    let now = 0
    const { dispatch, unexpected } = createGate({}, () => (now += 1000))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(calls)), fc.anything(), async (name, input) => {
        const reply = await dispatch(name, input)
        expect([typeof reply.ok, unexpected]).toEqual(['boolean', []])
      }),
      { numRuns: 5000 },
    )
  })
})

describe('the contract', () => {
  it('is the one that was reviewed', () => {
    const schemas = {
      calls: Object.fromEntries(
        Object.entries(calls).map(([name, { input }]) => [name, z.toJSONSchema(input, { io: 'input' })]),
      ),
      events: Object.keys(events),
    }
    expect(schemas).toMatchSnapshot()
  })

  it('has only inputs that take no other field and no text, list or number without an end', () => {
    const open = Object.entries(calls).flatMap(([name, { input }]) =>
      // The schemas of the contract are made of the kinds that this type has.
      listOpenEnds(z.toJSONSchema(input, { io: 'input' }) as JsonSchema, name),
    )
    expect(open).toEqual([])
  })
})

interface JsonSchema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly additionalProperties?: unknown
  readonly [limit: string]: unknown
}

/** What ends a value of each type, any of them. An enumeration has no type of these. */
const ends: Readonly<Record<string, readonly string[]>> = {
  string: ['maxLength', 'enum', 'const', 'format'],
  number: ['maximum', 'enum', 'const'],
  integer: ['maximum', 'enum', 'const'],
  array: ['maxItems'],
}

/** The places in a schema where somebody could put as much, or whatever, they like. */
function listOpenEnds(schema: JsonSchema, path: string): string[] {
  const { type = '', properties = {}, items, additionalProperties } = schema
  const choices = schema.anyOf ?? schema.oneOf ?? []
  const inside = [
    ...Object.entries(properties).flatMap(([name, field]) => listOpenEnds(field, `${path}.${name}`)),
    ...(items ? listOpenEnds(items, `${path}[]`) : []),
    ...choices.flatMap((choice) => listOpenEnds(choice, path)),
  ]
  const isOpen =
    type === 'object'
      ? additionalProperties !== false
      : !(ends[type] ?? []).some((end) => end in schema) && type !== 'null' && type !== 'boolean'
  return isOpen && choices.length === 0 ? [path, ...inside] : inside
}

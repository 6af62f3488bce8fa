import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { ConversationId } from '#shared/ids.ts'
import type { RemoteImage } from '#core/adp/client.ts'
import { findCopyPath, hashBytes } from '#core/store/file-copies.ts'
import { createFolder } from '#core/store/test-store.ts'
import {
  complete,
  createTestEngine,
  failureCode,
  settings,
  start,
  text,
  type TestEngine,
} from './test-engine.ts'

const url = 'https://pictures.example/a.png?size=1&sign=x'
const image: RemoteImage = { mediaType: 'image/png', bytes: Buffer.from('pixels') }

function createRoom(dataDir = createFolder()) {
  const asked: [string, string | undefined][] = []
  const test = createTestEngine({
    dataDir,
    loadImage: (address, localOrigin) => {
      asked.push([address, localOrigin])
      return Promise.resolve(image)
    },
  })
  return { test, asked }
}

function load(test: TestEngine, conversationId: ConversationId, address = url) {
  return Promise.resolve(test.engine.handlers['image.load']({ conversationId, url: address }))
}

describe('an image in an answer', () => {
  it('is fetched when it stands in the conversation', async () => {
    const { test, asked } = createRoom()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    await dictation.send(start, text(`Look: ![picture](${url})`), complete)
    test.clock.advance(100)
    expect([await load(test, id), asked]).toEqual([
      { mediaType: 'image/png', base64: image.bytes.toString('base64') },
      [[url, undefined]],
    ])
  })

  it('is fetched while its answer is still being written', async () => {
    const { test, asked } = createRoom()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    await dictation.send(start, text(`Look: ![picture](${url})`))
    test.clock.advance(100)
    await load(test, id)
    expect(asked.length).toBe(1)
  })

  it.each([
    ['https://pictures.example/%E7%81%AF.png', '![](https://pictures.example/灯.png)'],
    ['https://pictures.example/a.png?a=1&b=2', '![](https://pictures.example/a.png?a=1&amp;b=2)'],
    ['https://xn--fsqu00a.example/a.png', '![](https://例子.example/a.png)'],
    ['https://pictures.example/"a"', 'https://pictures.example/"a"'],
  ])('is known however the text spells it: %s', async (address, words) => {
    const { test, asked } = createRoom()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    await dictation.send(start, text(words), complete)
    test.clock.advance(100)
    await load(test, id, address)
    expect(asked).toEqual([[address, undefined]])
  })

  it('that stands in another conversation only is refused', async () => {
    const { test, asked } = createRoom()
    const id = await test.createConversation()
    const dictation = await test.ask(id, 'Hi')
    await dictation.send(start, text(`![picture](${url})`), complete)
    test.clock.advance(100)
    const other = await test.createConversation()
    expect([await failureCode(() => load(test, other)), asked]).toEqual(['image-refused', []])
  })

  it('is refused when images are switched off', async () => {
    const { test, asked } = createRoom()
    const id = await test.createConversation()
    await test.ask(id, `See ${url}`)
    await test.engine.handlers['settings.set']({ remoteImages: 'never' })
    expect([await failureCode(() => load(test, id)), asked]).toEqual(['image-refused', []])
  })

  it.each([
    ['http://127.0.0.1:4000/base', 'http://127.0.0.1:4000'],
    ['http://localhost:4000', 'http://localhost:4000'],
    ['https://adp.example.com', undefined],
  ])(
    'may come from the service of its conversation, when that is on this machine: %s',
    async (serviceUrl, origin) => {
      const { test, asked } = createRoom()
      const profile = await test.engine.handlers['profile.add']({
        appKey: 'canary-app-key-1234',
        settings: { ...settings, site: 'custom', serviceUrl },
      })
      const { id } = await test.engine.handlers['conversation.create']({ profileId: profile.id })
      await test.ask(id, `See ${url}`)
      await load(test, id)
      expect(asked).toEqual([[url, origin]])
    },
  )

  it('waits while four others are being fetched', async () => {
    const open: ((image: RemoteImage) => void)[] = []
    const test = createTestEngine({
      dataDir: createFolder(),
      loadImage: () => new Promise((resolve) => open.push(resolve)),
    })
    const id = await test.createConversation()
    await test.ask(id, `See ${url}`)
    const loads = Array.from({ length: 6 }, () => load(test, id))
    await new Promise((resolve) => setImmediate(resolve))
    const atOnce = open.length
    open[0]?.(image)
    await loads[0]
    await new Promise((resolve) => setImmediate(resolve))
    const afterOne = open.length
    for (const finish of open) finish(image)
    await new Promise((resolve) => setImmediate(resolve))
    for (const finish of open) finish(image)
    await Promise.all(loads)
    expect([atOnce, afterOne, open.length]).toEqual([4, 5, 6])
  })
})

describe('an image that nobody has asked for', () => {
  const loadUnasked = (test: TestEngine, conversationId: ConversationId) =>
    failureCode(() => test.engine.handlers['image.load']({ conversationId, url, isUnasked: true }))

  it('is refused until there is a consent, and again when that is taken back', async () => {
    const { test, asked } = createRoom()
    const id = await test.createConversation()
    await test.ask(id, `See ${url}`)
    const consent = { kind: 'host', name: 'pictures.example' } as const
    const before = await loadUnasked(test, id)
    await test.engine.handlers['imageConsent.give'](consent)
    await test.engine.handlers['imageConsent.take'](consent)
    const after = await loadUnasked(test, id)
    await test.engine.handlers['imageConsent.give'](consent)
    expect([before, after, await loadUnasked(test, id), asked.length]).toEqual([
      'image-refused',
      'image-refused',
      'none',
      1,
    ])
  })

  it('of a host below the one that was named is refused', async () => {
    const { test } = createRoom()
    const id = await test.createConversation()
    await test.ask(id, `See ${url}`)
    await test.engine.handlers['imageConsent.give']({ kind: 'host', name: 'example' })
    expect(await loadUnasked(test, id)).toBe('image-refused')
  })

  it('is loaded in the conversation that was named, and in no other', async () => {
    const { test } = createRoom()
    const [id, other] = [await test.createConversation(), await test.createConversation()]
    await test.ask(id, `See ${url}`)
    await test.ask(other, `See ${url}`)
    await test.engine.handlers['imageConsent.give']({ kind: 'conversation', name: id })
    expect([
      await loadUnasked(test, id),
      await loadUnasked(test, other),
      await test.engine.handlers['imageConsent.list']({}),
    ]).toEqual(['none', 'image-refused', [{ kind: 'conversation', name: id, givenAt: test.clock.now() }]])
  })

  it('is refused in spite of a consent when images are switched off', async () => {
    const { test } = createRoom()
    const id = await test.createConversation()
    await test.ask(id, `See ${url}`)
    await test.engine.handlers['imageConsent.give']({ kind: 'conversation', name: id })
    await test.engine.handlers['settings.set']({ remoteImages: 'never' })
    expect(await loadUnasked(test, id)).toBe('image-refused')
  })
})

/** An engine whose conversation holds the image, which was shown once. */
async function createRoomWithKept() {
  const dataDir = createFolder()
  const { test, asked } = createRoom(dataDir)
  const id = await test.createConversation()
  await test.ask(id, `See ${url}`)
  await load(test, id)
  const path = findCopyPath(dataDir, hashBytes(image.bytes))
  return { test, asked, id, dataDir, path }
}

const loaded = { mediaType: 'image/png', base64: image.bytes.toString('base64') }

describe('an image that was shown', () => {
  it('is kept under its hash, and neither fetched nor asked about again', async () => {
    const { test, asked, id, path } = await createRoomWithKept()
    await test.engine.handlers['settings.set']({ remoteImages: 'never' })
    const kept = await test.engine.handlers['image.findKept']({ conversationId: id, url })
    expect([readFileSync(path, 'utf8'), kept, await load(test, id), asked.length]).toEqual([
      'pixels',
      { image: loaded },
      loaded,
      1,
    ])
  })

  it('is not there for another conversation', async () => {
    const { test } = await createRoomWithKept()
    const other = await test.createConversation()
    expect([
      await test.engine.handlers['image.findKept']({ conversationId: other, url }),
      await failureCode(() => load(test, other)),
    ]).toEqual([{ image: null }, 'image-refused'])
  })

  it.each([
    ['damaged', (path: string) => writeFileSync(path, 'pixelz')],
    ['gone', (path: string) => rmSync(path)],
  ])('is fetched again when its copy is %s', async (_, harm) => {
    const { test, asked, id, path } = await createRoomWithKept()
    harm(path)
    const kept = await test.engine.handlers['image.findKept']({ conversationId: id, url })
    expect([kept, await load(test, id), asked.length, readFileSync(path, 'utf8')]).toEqual([
      { image: null },
      loaded,
      2,
      'pixels',
    ])
  })

  it('is said to be damaged when it cannot be fetched again', async () => {
    const { test, id, path, dataDir } = await createRoomWithKept()
    writeFileSync(path, 'pixelz')
    const offline = createTestEngine({
      db: test.db,
      dataDir,
      loadImage: () =>
        Promise.reject(new FailureError(createFailure('image-failed', { cause: 'ENOTFOUND' }))),
    })
    expect(await failureCode(() => load(offline, id))).toBe('copy-damaged')
  })

  it('is shown although it cannot be kept', async () => {
    const dataDir = createFolder()
    writeFileSync(join(dataDir, 'files'), 'in the way')
    const { test } = createRoom(dataDir)
    const id = await test.createConversation()
    await test.ask(id, `See ${url}`)
    expect(await load(test, id)).toEqual(loaded)
  })
})

import { describe, expect, it } from 'vitest'
import type { Profile } from '#shared/profile.ts'
import { openMemoryStore } from '#core/store/open.ts'
import {
  complete,
  createTestEngine,
  failureCode,
  outline,
  reversingSecrets,
  settings,
  start,
  text,
  type TestEngine,
} from './test-engine.ts'

const credentials = { secretId: 'AKIDcanary1234567890', secretKey: 'canary-secret-key-9' }

async function listNames({ engine }: TestEngine): Promise<string[]> {
  return (await engine.handlers['profile.list']({})).map(({ name }) => name)
}

async function findProfile({ engine }: TestEngine, name: string): Promise<Profile | undefined> {
  return (await engine.handlers['profile.list']({})).find((profile) => profile.name === name)
}

/** Asks in a new conversation of this profile and lets the answer end. */
async function talk(test: TestEngine, { id: profileId }: Profile, question: string) {
  const { id } = await test.engine.handlers['conversation.create']({ profileId })
  const dictation = await test.ask(id, question)
  await dictation.send(start, text('Yes.'), complete)
  test.clock.advance(25)
  return { id, dictation }
}

describe('a copy of a profile', () => {
  it('stands behind the original with its settings and secrets, and is another visitor', async () => {
    const test = createTestEngine()
    const original = await test.engine.handlers['profile.add']({
      settings: { ...settings, note: 'For the shop', accessMethod: 'sse' },
      appKey: 'canary-app-key-1234',
      credentials,
    })
    await test.addProfile('Last')
    const copy = await test.engine.handlers['profile.duplicate']({ profileId: original.id, name: 'Copy' })
    const { dictation } = await talk(test, copy, 'Hi')
    expect({
      names: await listNames(test),
      copy,
      sent: [dictation.connection.appKey, dictation.connection.credentials],
      isClear: test.db.serialize().includes('canary'),
    }).toEqual({
      names: ['Work', 'Copy', 'Last'],
      copy: {
        ...original,
        id: copy.id,
        name: 'Copy',
        visitorId: expect.stringMatching(/^desk-[0-9a-f-]{36}$/) as string,
      },
      sent: ['canary-app-key-1234', credentials],
      isClear: false,
    })
  })

  it('keeps secrets for the session that cannot be sealed', async () => {
    const secrets = { ...reversingSecrets, seal: () => Promise.resolve(null) }
    const test = createTestEngine({ secrets })
    const { id: profileId } = await test.addProfile()
    const copy = await test.engine.handlers['profile.duplicate']({ profileId, name: 'Copy' })
    const { dictation } = await talk(test, copy, 'Hi')
    expect([copy.appKeyStatus, dictation.connection.appKey]).toEqual(['session-only', 'canary-app-key-1234'])
  })

  it('is not made of the demo, nor of one that was deleted', async () => {
    const test = createTestEngine()
    const demo = await test.engine.handlers['profile.addDemo']({})
    const work = await test.addProfile()
    await test.engine.handlers['profile.delete']({ profileId: work.id, history: 'keep' })
    const codes = [demo, work].map(({ id: profileId }) =>
      failureCode(() => test.engine.handlers['profile.duplicate']({ profileId, name: 'Copy' })),
    )
    expect(await Promise.all(codes)).toEqual(['invalid-input', 'profile-retired'])
  })
})

describe('the order of the profiles', () => {
  it('is the one that was given, and every page hears of it', async () => {
    const test = createTestEngine()
    const one = await test.addProfile('One')
    const two = await test.addProfile('Two')
    const three = await test.addProfile('Three')
    await test.engine.handlers['profile.reorder']({ profileIds: [three.id, one.id, two.id] })
    const { engine } = createTestEngine({ db: test.db })
    expect([test.events.at(-1), await engine.handlers['profile.list']({})]).toMatchObject([
      { name: 'profiles.changed', payload: { profiles: [three, one, two] } },
      [{ name: 'Three' }, { name: 'One' }, { name: 'Two' }],
    ])
  })
})

describe('the history of a profile', () => {
  it('is counted without what was never used, with what runs', async () => {
    const test = createTestEngine()
    const profile = await test.addProfile()
    const other = await test.addProfile('Other')
    await talk(test, profile, 'One')
    await talk(test, other, 'Elsewhere')
    const { id } = await test.engine.handlers['conversation.create']({ profileId: profile.id })
    await test.ask(id, 'Two')
    await test.engine.handlers['conversation.create']({ profileId: profile.id })
    expect(await test.engine.handlers['profile.countHistory']({ profileId: profile.id })).toEqual({
      conversations: 2,
      messages: 4,
      running: 1,
    })
  })
})

describe('a profile that is deleted while its history is kept', () => {
  async function retire() {
    const test = createTestEngine()
    const work = await test.engine.handlers['profile.add']({
      settings,
      appKey: 'canary-app-key-1234',
      credentials,
    })
    const { id } = await talk(test, work, 'Keep me')
    await test.engine.handlers['settings.set']({ selectedProfileId: work.id })
    const running = await test.ask(id, 'And this?')
    await test.engine.handlers['profile.delete']({ profileId: work.id, history: 'keep' })
    return { test, work, id, running }
  }

  it('ends its answer, loses its secrets, is no longer selected, and can still be read', async () => {
    const { test, work, id, running } = await retire()
    expect({
      aborted: running.signal.aborted,
      profile: await findProfile(test, 'Work'),
      secrets: test.db.prepare('SELECT count(*) FROM secrets').pluck().get(),
      selected: (await test.engine.handlers['settings.get']({})).selectedProfileId,
      heard: test.events.some(({ name }) => name === 'settings.changed'),
      messages: outline(await test.open(id)),
    }).toEqual({
      aborted: true,
      profile: {
        ...work,
        appKeyHint: '',
        appKeyStatus: 'missing',
        secretIdHint: null,
        credentialsStatus: null,
        isRetired: true,
      },
      secrets: 0,
      selected: null,
      heard: true,
      messages: [
        'user complete: Keep me',
        'assistant complete: Yes.',
        'user stopped: And this?',
        'assistant stopped: ',
      ],
    })
  })

  it('refuses questions and new conversations, and lets old ones be renamed and deleted', async () => {
    const { test, work, id } = await retire()
    const { handlers } = test.engine
    const renamed = await handlers['conversation.rename']({ conversationId: id, title: 'Old' })
    const codes = [
      await failureCode(() => handlers['question.ask']({ conversationId: id, text: 'More?' })),
      await failureCode(() => handlers['question.retry']({ conversationId: id })),
      await failureCode(() => handlers['conversation.create']({ profileId: work.id })),
      await failureCode(() => handlers['conversation.delete']({ conversationIds: [id] })),
    ]
    expect([renamed.title, codes]).toEqual([
      'Old',
      ['profile-retired', 'profile-retired', 'profile-retired', 'none'],
    ])
  })

  it('asks again once it has an AppKey', async () => {
    const { test, work, id } = await retire()
    const revived = await test.engine.handlers['profile.update']({
      profileId: work.id,
      settings,
      appKey: 'another-app-key-5678',
    })
    const { connection } = await test.ask(id, 'Still there?')
    expect([revived.isRetired, revived.appKeyHint, connection.appKey]).toEqual([
      false,
      '5678',
      'another-app-key-5678',
    ])
  })

  it('can be deleted for good later', async () => {
    const { test, work, id } = await retire()
    await test.engine.handlers['profile.delete']({ profileId: work.id, history: 'delete' })
    expect([await listNames(test), await failureCode(() => test.open(id))]).toEqual([[], 'not-found'])
  })

  it('comes back as it was when it is the demo', async () => {
    const test = createTestEngine()
    const demo = await test.engine.handlers['profile.addDemo']({})
    await test.engine.handlers['profile.delete']({ profileId: demo.id, history: 'keep' })
    expect(await test.engine.handlers['profile.addDemo']({})).toEqual(demo)
  })
})

describe('an AppKey that another profile has', () => {
  const input = { settings, appKey: 'canary-app-key-1234' }

  it('is refused with the name of that profile, whatever spaces were pasted along', async () => {
    const test = createTestEngine()
    const { id } = await test.engine.handlers['profile.add'](input)
    const failure = await Promise.resolve(
      test.engine.handlers['profile.add']({ ...input, appKey: ' canary-app-key-1234\n' }),
    ).catch((error: unknown) => error)
    expect([failure, await listNames(test)]).toMatchObject([
      { failure: { code: 'profile-exists', detail: { profileId: id } } },
      ['Work'],
    ])
  })

  it.each([
    ['when that is allowed', { ...input, allowsDuplicate: true }],
    ['with another access method', { ...input, settings: { ...settings, accessMethod: 'sse' as const } }],
    ['with another version', { ...input, settings: { ...settings, protocolVersion: 'v1' as const } }],
    ['on another site', { ...input, settings: { ...settings, site: 'international' as const } }],
    [
      'at another address',
      { ...input, settings: { ...settings, site: 'custom' as const, serviceUrl: 'https://adp.example.com' } },
    ],
  ])('is added %s', async (_situation, second) => {
    const test = createTestEngine()
    await test.engine.handlers['profile.add'](input)
    expect(await failureCode(() => test.engine.handlers['profile.add'](second))).toBe('none')
  })

  it('is added when this machine cannot read the other one', async () => {
    const db = openMemoryStore()
    await createTestEngine({ db }).engine.handlers['profile.add'](input)
    const unseal = () => Promise.resolve(null)
    const { engine } = createTestEngine({ db, secrets: { ...reversingSecrets, unseal } })
    expect(await failureCode(() => engine.handlers['profile.add'](input))).toBe('none')
  })
})

describe('conversations of all profiles', () => {
  it('are listed together, newest first, a stretch at a time', async () => {
    const test = createTestEngine()
    const profiles = [await test.addProfile('One'), await test.addProfile('Two')]
    const made = []
    for (const number of [0, 1, 2, 3]) {
      const profile = profiles[number % 2]
      if (!profile) throw new Error('two profiles')
      made.unshift(await test.engine.handlers['conversation.create']({ profileId: profile.id }))
      test.clock.advance(number)
    }
    const first = await test.engine.handlers['conversation.listAll']({ limit: 3 })
    const last = first.at(-1)
    const rest = await test.engine.handlers['conversation.listAll']({
      ...(last ? { before: { isPinned: false, updatedAt: last.updatedAt, id: last.id } } : {}),
    })
    expect([first, rest]).toEqual([made.slice(0, 3), made.slice(3)])
  })

  it('are told when an answer runs in them', async () => {
    const test = createTestEngine()
    const profile = await test.addProfile()
    await talk(test, profile, 'Over')
    const { id } = await test.engine.handlers['conversation.create']({ profileId: profile.id })
    await test.ask(id, 'Running')
    expect(await test.engine.handlers['conversation.listRunning']({})).toMatchObject([
      { id, title: 'Running', isRunning: true },
    ])
  })
})

import { describe, expect, it } from 'vitest'
import type { Profile } from '#shared/profile.ts'
import { createTestEngine, failureCode, settings, settle, type TestEngine } from './test-engine.ts'

async function exportAll({ engine }: TestEngine, withPersonal: boolean): Promise<string> {
  const profiles = await engine.handlers['profile.list']({})
  const profileIds = profiles.map(({ id }) => id)
  return (await engine.handlers['profile.export']({ profileIds, withPersonal })).text
}

describe('profiles that are exported', () => {
  it('carry no secret, whatever was entered, and no demo', async () => {
    const test = createTestEngine()
    await test.engine.handlers['profile.addDemo']({})
    await test.engine.handlers['profile.add']({
      settings: { ...settings, note: 'mine', tokenEndpointUrl: 'https://example.com/t?key=canary-query' },
      appKey: 'canary-app-key-1234',
      credentials: { secretId: 'canary-secret-id-5678', secretKey: 'canary-secret-key-9012' },
    })
    const text = await exportAll(test, true)
    const found = ['canary', '1234', '5678', '9012', 'demo-key', 'Demo'].filter((word) => text.includes(word))
    expect([found, text.includes('"Work"')]).toEqual([[], true])
  })

  it('come back equal in another program, under ids of their own and without AppKeys', async () => {
    const from = createTestEngine()
    await from.addProfile('Work')
    await from.addProfile('旅行')
    const text = await exportAll(from, true)
    const to = createTestEngine()
    const added = await to.engine.handlers['profile.import']({ text, picks: [1, 0, 1] })
    const blank: Omit<Profile, 'id' | 'createdAt' | 'name'> = {
      ...settings,
      appKeyHint: '',
      appKeyStatus: 'missing',
      secretIdHint: null,
      credentialsStatus: null,
      isDemo: false,
      isRetired: false,
    }
    expect([added, await to.engine.handlers['profile.list']({})]).toEqual([
      ['Work', '旅行'].map((name) => ({
        ...blank,
        name,
        id: expect.any(String),
        createdAt: expect.any(Number),
      })),
      added,
    ])
    expect(to.events.at(-1)).toEqual({ name: 'profiles.changed', payload: { profiles: added } })
  })

  it('get visitor IDs of their own where the file has none', async () => {
    const test = createTestEngine()
    await test.addProfile()
    const text = await exportAll(test, false)
    const once = await test.engine.handlers['profile.import']({ text, picks: [0] })
    const twice = await test.engine.handlers['profile.import']({ text, picks: [0] })
    const ids = [...once, ...twice].map(({ visitorId }) => visitorId)
    expect([new Set([...ids, settings.visitorId]).size, ids.every((id) => id.startsWith('desk-'))]).toEqual([
      3,
      true,
    ])
  })

  it('ask for their AppKey when a question is asked, and answer once they have it', async () => {
    const test = createTestEngine()
    await test.addProfile()
    const text = await exportAll(test, true)
    const [profile] = await test.engine.handlers['profile.import']({ text, picks: [0] })
    if (!profile) throw new Error('no profile')
    const profileId = profile.id
    const { id } = await test.engine.handlers['conversation.create']({ profileId })
    await test.engine.handlers['question.ask']({ conversationId: id, text: 'Hi' })
    await settle()
    test.clock.advance(1000)
    const failed = (await test.open(id)).at(-1)?.failure?.code
    await test.engine.handlers['profile.update']({ profileId, settings, appKey: 'canary-new-key' })
    await test.engine.handlers['question.retry']({ conversationId: id })
    await settle()
    expect([failed, test.dictations.map(({ connection }) => connection.appKey)]).toEqual([
      'key-missing',
      ['canary-new-key'],
    ])
  })
})

describe('a file that is brought', () => {
  it('is looked at without a change', async () => {
    const test = createTestEngine()
    await test.addProfile('Work')
    const file = JSON.parse(await exportAll(test, true))
    const other = { ...file.profiles[0], name: 'Other' }
    const text = JSON.stringify({ ...file, profiles: [file.profiles[0], other, { name: 'Odd' }] })
    expect([
      await test.engine.handlers['profile.readImport']({ text }),
      (await test.engine.handlers['profile.list']({})).length,
    ]).toEqual([
      {
        type: 'readable',
        entries: [
          { status: 'usable', profile: file.profiles[0], isNameTaken: true },
          { status: 'usable', profile: other, isNameTaken: false },
          { status: 'invalid', name: 'Odd', field: 'color' },
        ],
      },
      1,
    ])
  })

  it('says what it is when it cannot be read', async () => {
    const { engine } = createTestEngine()
    expect(await engine.handlers['profile.readImport']({ text: 'x' })).toEqual({
      type: 'unreadable',
      problem: 'not-json',
    })
  })

  it('adds nothing when one of the picks is none', async () => {
    const test = createTestEngine()
    await test.addProfile()
    const text = await exportAll(test, true)
    const codes = [
      await failureCode(() => test.engine.handlers['profile.import']({ text, picks: [0, 1] })),
      await failureCode(() => test.engine.handlers['profile.import']({ text: 'x', picks: [] })),
    ]
    expect([codes, (await test.engine.handlers['profile.list']({})).length]).toEqual([
      ['invalid-input', 'invalid-input'],
      1,
    ])
  })
})

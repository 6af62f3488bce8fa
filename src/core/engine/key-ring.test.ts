import { describe, expect, it } from 'vitest'
import type { ProfileId } from '#shared/ids.ts'
import { openMemoryStore } from '#core/store/open.ts'
import {
  complete,
  createTestEngine,
  failureCode,
  outline,
  reversingSecrets,
  settings,
  settle,
  start,
} from './test-engine.ts'

/** An engine whose secrets are unsealed when the test says so. The profile was added by an earlier run of the program. */
async function createSlowEngine() {
  const db = openMemoryStore()
  const profile = await createTestEngine({ db }).addProfile()
  const unseals: ((secret: string | null) => void)[] = []
  const unseal = (): Promise<string | null> => new Promise((resolve) => unseals.push(resolve))
  const test = createTestEngine({ db, secrets: { ...reversingSecrets, unseal } })
  return { test, unseals, profileId: profile.id }
}

function enterKey(test: ReturnType<typeof createTestEngine>, profileId: ProfileId, appKey: string) {
  return test.engine.handlers['profile.update']({ profileId, settings, appKey })
}

describe('an AppKey', () => {
  it('that is entered while the old one is being unsealed is the one that is used from then on', async () => {
    const { test, unseals, profileId } = await createSlowEngine()
    const id = await test.createConversation()
    await test.engine.handlers['question.ask']({ conversationId: id, text: 'Hello?' })
    await enterKey(test, profileId, 'new-key')
    unseals[0]?.('old-key')
    await settle()
    await test.dictations[0]?.send(start, complete)
    test.clock.advance(25)
    const { connection } = await test.ask(id)
    expect(connection.appKey).toEqual('new-key')
  })

  it('that is entered while the old one cannot be unsealed is not missing', async () => {
    const { test, unseals, profileId } = await createSlowEngine()
    const id = await test.createConversation()
    await test.engine.handlers['question.ask']({ conversationId: id, text: 'Hello?' })
    await enterKey(test, profileId, 'new-key')
    unseals[0]?.(null)
    await settle()
    const [profile] = await test.engine.handlers['profile.list']({})
    expect(profile?.appKeyStatus).toEqual('sealed')
  })

  it('that cannot be unsealed is missing until it is entered again, and the question can be asked again', async () => {
    const { test, unseals, profileId } = await createSlowEngine()
    const id = await test.createConversation()
    await test.engine.handlers['question.ask']({ conversationId: id, text: 'Hello?' })
    unseals[0]?.(null)
    await settle()
    test.clock.advance(25)
    const failed = outline(await test.open(id))
    const status = (await test.engine.handlers['profile.list']({}))[0]?.appKeyStatus
    await enterKey(test, profileId, 'new-key')
    await test.engine.handlers['question.retry']({ conversationId: id })
    await settle()
    expect([failed, status, test.dictations[0]?.connection.appKey]).toEqual([
      ['user failed: Hello?', 'assistant failed (key-missing): '],
      'missing',
      'new-key',
    ])
  })

  it('is unsealed once for questions that are asked at once', async () => {
    const { test, unseals } = await createSlowEngine()
    for (const id of [await test.createConversation(), await test.createConversation()]) {
      await test.engine.handlers['question.ask']({ conversationId: id, text: 'Hello?' })
    }
    unseals[0]?.('the-key')
    await settle()
    expect([unseals.length, test.dictations.map(({ connection }) => connection.appKey)]).toEqual([
      1,
      ['the-key', 'the-key'],
    ])
  })

  it('is not asked for when its profile is gone by then', async () => {
    const { test, unseals, profileId } = await createSlowEngine()
    const id = await test.createConversation()
    await test.engine.handlers['question.ask']({ conversationId: id, text: 'Hello?' })
    await test.engine.handlers['profile.delete']({ profileId, history: 'delete' })
    unseals[0]?.('old-key')
    await settle()
    expect(test.dictations.map(({ signal }) => signal.aborted)).toEqual([true])
  })
})

describe('credentials of a cloud account', () => {
  const credentials = { secretId: 'AKIDcanary1234567890', secretKey: 'canary-secret-key-9' }

  async function addWithCredentials(test: ReturnType<typeof createTestEngine>) {
    const spaced = { secretId: ` ${credentials.secretId}\n`, secretKey: `${credentials.secretKey} ` }
    return test.engine.handlers['profile.add']({ settings, appKey: 'the-app-key', credentials: spaced })
  }

  it('are kept sealed, shown by four characters, and used for the next question', async () => {
    const db = openMemoryStore()
    const test = createTestEngine({ db })
    const profile = await addWithCredentials(test)
    const later = createTestEngine({ db })
    const { connection } = await later.ask(await later.createConversation())
    expect([
      [profile.secretIdHint, profile.credentialsStatus],
      connection.credentials,
      db.serialize().includes('canary'),
      JSON.stringify([profile, test.events]).includes('canary'),
    ]).toEqual([['7890', 'sealed'], credentials, false, false])
  })

  it('stay when a profile is changed without them, and go when they are taken away', async () => {
    const test = createTestEngine()
    const { id } = await addWithCredentials(test)
    const kept = await test.engine.handlers['profile.update']({ profileId: id, settings })
    const gone = await test.engine.handlers['profile.update']({ profileId: id, settings, credentials: null })
    const { connection } = await test.ask(await test.createConversation())
    expect([
      [kept.secretIdHint, kept.credentialsStatus],
      [gone.secretIdHint, gone.credentialsStatus],
      connection.credentials,
      connection.appKey,
    ]).toEqual([['7890', 'sealed'], [null, null], undefined, 'the-app-key'])
  })

  it('that cannot be unsealed are missing, and the question goes without them', async () => {
    const db = openMemoryStore()
    await addWithCredentials(createTestEngine({ db }))
    const unseal = async (sealed: Uint8Array) => {
      const secret = await reversingSecrets.unseal(sealed)
      return secret?.startsWith('{') ? null : secret
    }
    const test = createTestEngine({ db, secrets: { ...reversingSecrets, unseal } })
    const { connection } = await test.ask(await test.createConversation())
    const [profile] = await test.engine.handlers['profile.list']({})
    expect([connection.credentials, connection.appKey, profile?.credentialsStatus]).toEqual([
      undefined,
      'the-app-key',
      'missing',
    ])
  })

  it('that this machine cannot seal live until the program ends', async () => {
    const db = openMemoryStore()
    const secrets = { ...reversingSecrets, seal: () => Promise.resolve(null) }
    const profile = await addWithCredentials(createTestEngine({ db, secrets }))
    const [later] = await createTestEngine({ db, secrets }).engine.handlers['profile.list']({})
    expect([profile.credentialsStatus, later?.credentialsStatus]).toEqual(['session-only', 'missing'])
  })

  it('of which one is empty are refused, and nothing is changed', async () => {
    const test = createTestEngine()
    const { id } = await addWithCredentials(test)
    const empty = { secretId: 'AKIDother', secretKey: ' \n' }
    const code = await failureCode(() =>
      test.engine.handlers['profile.update']({ profileId: id, settings, credentials: empty }),
    )
    const { connection } = await test.ask(await test.createConversation())
    expect([code, connection.credentials]).toEqual(['invalid-input', credentials])
  })
})

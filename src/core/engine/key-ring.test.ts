import { describe, expect, it } from 'vitest'
import type { ProfileId } from '#shared/ids.ts'
import type { ProfileSettings } from '#shared/profile.ts'
import { openMemoryStore } from '#core/store/open.ts'
import { complete, createTestEngine, outline, reversingSecrets, settle, start } from './test-engine.ts'

const settings: ProfileSettings = {
  name: 'Work',
  color: 'blue',
  site: 'china',
  accessMethod: 'automatic',
  protocolVersion: 'automatic',
  visitorId: 'visitor-1',
}

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
    await test.engine.handlers['profile.delete']({ profileId })
    unseals[0]?.('old-key')
    await settle()
    expect(test.dictations.map(({ signal }) => signal.aborted)).toEqual([true])
  })
})

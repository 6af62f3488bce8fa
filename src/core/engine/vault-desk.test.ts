import { describe, expect, it } from 'vitest'
import type { Profile } from '#shared/profile.ts'
import { openMemoryStore, type Database } from '#core/store/open.ts'
import {
  createMemoryVaultFile,
  createTestEngine,
  failureCode,
  outline,
  reversingSecrets,
  settings,
  settle,
  type TestEngine,
} from './test-engine.ts'
import type { SecretBox } from './secret-box.ts'
import { createVault } from './vault.ts'

const passphrase = 'correct horse battery'
const credentials = { secretId: 'AKIDcanary1234567890', secretKey: 'canary-secret-key-9' }
const nothing: SecretBox = {
  protection: 'session-only',
  seal: () => Promise.resolve(null),
  unseal: () => Promise.resolve(null),
}

/** One machine, on which the program can be started several times. */
function createMachine(secrets: SecretBox = nothing, db: Database = openMemoryStore()) {
  const vaultFile = createMemoryVaultFile()
  return { db, vaultFile, start: () => createTestEngine({ db, vaultFile, secrets }) }
}

function addProfile({ engine }: TestEngine): Promise<Profile> | Profile {
  return engine.handlers['profile.add']({ settings, appKey: 'canary-app-key-1234', credentials })
}

async function getStatuses({ engine }: TestEngine) {
  const profiles = await engine.handlers['profile.list']({})
  return profiles.map(({ appKeyStatus, credentialsStatus }) => [appKeyStatus, credentialsStatus])
}

async function askFor(test: TestEngine) {
  const { connection } = await test.ask(await test.createConversation())
  return [connection.appKey, connection.credentials?.secretKey]
}

const kept = ['canary-app-key-1234', credentials.secretKey]

// Keys are derived from passphrases as slowly as in the program.
describe('secrets', { timeout: 30_000 }, () => {
  it('that were for this session only are kept when a passphrase is chosen, and locked after a restart', async () => {
    const machine = createMachine()
    const first = machine.start()
    await addProfile(first)
    const before = await getStatuses(first)
    await first.engine.handlers['vault.choose']({ protection: 'passphrase', passphrase })
    const after = await getStatuses(first)
    const second = machine.start()
    const locked = await getStatuses(second)
    await second.engine.handlers['vault.unlock']({ passphrase })
    expect({
      statuses: [before, after, locked, await getStatuses(second)],
      asked: await askFor(second),
      isClear: machine.db.serialize().includes('canary-'),
    }).toEqual({
      statuses: [
        [['session-only', 'session-only']],
        [['sealed', 'sealed']],
        [['locked', 'locked']],
        [['sealed', 'sealed']],
      ],
      asked: kept,
      isClear: false,
    })
  })

  it('that are locked fail a question in words, which can be asked again when they are unlocked', async () => {
    const machine = createMachine()
    const first = machine.start()
    await addProfile(first)
    await first.engine.handlers['vault.choose']({ protection: 'passphrase', passphrase })
    const test = machine.start()
    const id = await test.createConversation()
    await test.engine.handlers['question.ask']({ conversationId: id, text: 'Hello?' })
    await settle()
    test.clock.advance(25)
    const failed = outline(await test.open(id))
    const wrong = await failureCode(() =>
      test.engine.handlers['vault.unlock']({ passphrase: 'wrong horse battery' }),
    )
    await test.engine.handlers['vault.unlock']({ passphrase })
    await test.engine.handlers['question.retry']({ conversationId: id })
    await settle()
    expect([failed, wrong, test.dictations[0]?.connection.appKey]).toEqual([
      ['user failed: Hello?', 'assistant failed (vault-locked): '],
      'passphrase-wrong',
      'canary-app-key-1234',
    ])
  })

  it('that are locked stay when a profile is changed, and no new one is taken', async () => {
    const machine = createMachine()
    const first = machine.start()
    const { id: profileId } = await addProfile(first)
    await first.engine.handlers['vault.choose']({ protection: 'passphrase', passphrase })
    const test = machine.start()
    const renamed = { ...settings, name: 'Renamed' }
    const changed = await test.engine.handlers['profile.update']({ profileId, settings: renamed })
    const refused = await failureCode(() =>
      test.engine.handlers['profile.update']({ profileId, settings, appKey: 'another-app-key' }),
    )
    expect([changed.name, changed.appKeyStatus, refused]).toEqual(['Renamed', 'locked', 'vault-locked'])
  })

  it('are told to the pages as they are kept, are locked, and are unlocked', async () => {
    const machine = createMachine()
    const first = machine.start()
    await addProfile(first)
    await first.engine.handlers['vault.choose']({ protection: 'passphrase', passphrase })
    const test = machine.start()
    await test.engine.handlers['vault.unlock']({ passphrase })
    const told = test.events.flatMap(({ name, payload }): unknown[] => {
      if (name === 'vault.changed') return [[name, payload.vault.isLocked]]
      return name === 'profiles.changed' ? [[name, payload.profiles[0]?.appKeyStatus]] : []
    })
    expect(told).toEqual([
      ['vault.changed', false],
      ['profiles.changed', 'sealed'],
    ])
  })

  it.each([
    ['session-only', nothing, [['missing', 'missing']], undefined],
    ['unprotected', nothing, [['sealed', 'sealed']], kept],
    ['key-file', reversingSecrets, [['sealed', 'sealed']], kept],
  ] as const)('under a passphrase are kept another way: %s', async (protection, box, statuses, asked) => {
    const machine = createMachine(box)
    const first = machine.start()
    await addProfile(first)
    await first.engine.handlers['vault.choose']({ protection: 'passphrase', passphrase })
    await first.engine.handlers['vault.choose']({ protection })
    const askedAtOnce = await askFor(first)
    const second = machine.start()
    expect([askedAtOnce, await getStatuses(second), asked && (await askFor(second))]).toEqual([
      kept,
      statuses,
      asked,
    ])
  })

  it('under a passphrase that was forgotten are given up, and everything else stays', async () => {
    const machine = createMachine()
    const first = machine.start()
    await addProfile(first)
    await first.engine.handlers['vault.choose']({ protection: 'passphrase', passphrase })
    const id = await first.createConversation()
    const test = machine.start()
    await test.engine.handlers['vault.reset']({})
    const [profile] = await test.engine.handlers['profile.list']({})
    const statuses = await getStatuses(test)
    await test.engine.handlers['profile.update']({ profileId: profile!.id, settings, appKey: 'new-key' })
    const { connection } = await test.ask(id)
    expect([statuses, connection.appKey, await getStatuses(test)]).toEqual([
      [['missing', 'missing']],
      'new-key',
      [['session-only', 'missing']],
    ])
  })

  it('of another machine are missing, and everything else is there', async () => {
    const first = createMachine()
    const before = first.start()
    await addProfile(before)
    await before.engine.handlers['vault.choose']({ protection: 'passphrase', passphrase })
    const id = await before.createConversation()
    const test = createMachine(reversingSecrets, first.db).start()
    const { conversation } = await test.engine.handlers['conversation.open']({ conversationId: id })
    expect([await getStatuses(test), conversation.id]).toEqual([[['missing', 'missing']], id])
  })

  it('that are entered while a passphrase is being chosen end up under it', async () => {
    const machine = createMachine(reversingSecrets)
    const test = machine.start()
    const { id: profileId } = await addProfile(test)
    const choosing = test.engine.handlers['vault.choose']({ protection: 'passphrase', passphrase })
    await test.engine.handlers['profile.update']({ profileId, settings, appKey: 'entered-meanwhile' })
    await choosing
    await settle()
    const second = machine.start()
    const locked = await getStatuses(second)
    await second.engine.handlers['vault.unlock']({ passphrase })
    expect([locked, await askFor(second)]).toEqual([
      [['locked', 'locked']],
      ['entered-meanwhile', credentials.secretKey],
    ])
  })

  it('are all as they were when the machine does not seal them any more', async () => {
    let isBroken = false
    const box: SecretBox = {
      ...reversingSecrets,
      seal: (secret) => (isBroken ? Promise.resolve(null) : reversingSecrets.seal(secret)),
    }
    const machine = createMachine(box)
    const test = machine.start()
    await addProfile(test)
    await test.engine.handlers['vault.choose']({ protection: 'passphrase', passphrase })
    isBroken = true
    const code = await failureCode(() => test.engine.handlers['vault.choose']({ protection: 'key-file' }))
    const second = machine.start()
    await second.engine.handlers['vault.unlock']({ passphrase })
    expect([code, await askFor(second)]).toEqual(['not-saved', kept])
  })

  it('that the end of the program left under the key file can be read, and are under the passphrase when it is entered', async () => {
    const machine = createMachine(reversingSecrets)
    await addProfile(machine.start())
    const vault = createVault(reversingSecrets, machine.vaultFile)
    await vault.choose({ protection: 'passphrase', passphrase }, () => Promise.resolve())
    const test = machine.start()
    const asked = await askFor(test)
    await test.engine.handlers['vault.unlock']({ passphrase })
    expect([asked, await getStatuses(machine.start())]).toEqual([kept, [['locked', 'locked']]])
  })

  it('that lie unprotected where that choice was lost are protected at the next start', async () => {
    const machine = createMachine()
    const first = machine.start()
    await addProfile(first)
    await first.engine.handlers['vault.choose']({ protection: 'unprotected' })
    const isClear = machine.db.serialize().includes('canary-app-key')
    createTestEngine({ db: machine.db, secrets: reversingSecrets })
    await settle()
    expect([isClear, machine.db.serialize().includes('canary-app-key')]).toEqual([true, false])
  })
})

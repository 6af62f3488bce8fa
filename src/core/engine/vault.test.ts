import { describe, expect, it } from 'vitest'
import type { Protection } from '#shared/vault.ts'
import { createMemoryVaultFile, failureCode, reversingSecrets } from './test-engine.ts'
import type { SecretBox } from './secret-box.ts'
import { createVault, type Vault } from './vault.ts'
import type { VaultFile } from './vault-file.ts'

const passphrase = 'correct horse battery'
const nothing: SecretBox = {
  protection: 'session-only',
  seal: () => Promise.resolve(null),
  unseal: () => Promise.resolve(null),
}
const keyring: SecretBox = { ...reversingSecrets, protection: 'system-keyring' }
const doNothing = () => Promise.resolve()

function openVault(machine: SecretBox = nothing, file: VaultFile = createMemoryVaultFile()) {
  return { file, vault: createVault(machine, file) }
}

async function seal(vault: Vault, secret = 'the-key'): Promise<Uint8Array> {
  const sealed = await vault.seal(secret)
  if (!sealed) throw new Error('nothing was sealed')
  return sealed
}

// Keys are derived from passphrases as slowly as in the program.
describe('the vault', { timeout: 30_000 }, () => {
  it.each<[string, SecretBox, Protection | undefined, object]>([
    ['a keyring', keyring, undefined, { protection: 'system-keyring', choices: [], isChosen: false }],
    [
      'a key file',
      reversingSecrets,
      undefined,
      { protection: 'key-file', choices: ['key-file', 'passphrase'], isChosen: false },
    ],
    [
      'nothing',
      nothing,
      undefined,
      {
        protection: 'session-only',
        choices: ['session-only', 'passphrase', 'unprotected'],
        isChosen: false,
      },
    ],
    [
      'a keyring that was not there before',
      keyring,
      'unprotected',
      { protection: 'unprotected', choices: ['system-keyring', 'unprotected'], isChosen: true },
    ],
    [
      'a key file in the place of nothing',
      reversingSecrets,
      'session-only',
      { protection: 'session-only', choices: ['key-file', 'passphrase', 'session-only'], isChosen: true },
    ],
    [
      'nothing in the place of a key file',
      nothing,
      'key-file',
      {
        protection: 'session-only',
        choices: ['session-only', 'passphrase', 'unprotected'],
        isChosen: true,
      },
    ],
  ])('of a machine with %s says what may be chosen', (_machine, machine, chosen, expected) => {
    const file = createMemoryVaultFile()
    if (chosen !== undefined && chosen !== 'passphrase') file.write({ protection: chosen })
    expect(openVault(machine, file).vault.describe()).toEqual({ ...expected, isLocked: false })
  })

  it('is locked after a restart, refuses a wrong passphrase as often as it comes, and opens with the right one', async () => {
    const { file, vault } = openVault()
    await vault.choose({ protection: 'passphrase', passphrase }, doNothing)
    const sealed = await seal(vault)
    const again = createVault(nothing, file)
    const locked = [again.describe().isLocked, again.judge(sealed), await again.unseal(sealed)]
    const refusals = [
      await failureCode(() => again.unlock('wrong horse battery')),
      await failureCode(() => again.unlock('')),
      await failureCode(() => again.seal('other')),
      await failureCode(() => again.choose({ protection: 'unprotected' }, doNothing)),
    ]
    await again.unlock(passphrase)
    expect({ locked, refusals, opened: [again.describe().isLocked, await again.unseal(sealed)] }).toEqual({
      locked: [true, 'locked', null],
      refusals: ['passphrase-wrong', 'passphrase-wrong', 'vault-locked', 'vault-locked'],
      opened: [false, 'the-key'],
    })
  })

  it('opens what it sealed before with another passphrase that was chosen since, and not with the old one', async () => {
    const { file, vault } = openVault()
    await vault.choose({ protection: 'passphrase', passphrase }, doNothing)
    const sealed = await seal(vault)
    await vault.choose({ protection: 'passphrase', passphrase: 'another passphrase' }, doNothing)
    const again = createVault(nothing, file)
    const refusal = await failureCode(() => again.unlock(passphrase))
    await again.unlock('another passphrase')
    expect([refusal, await again.unseal(sealed)]).toEqual(['passphrase-wrong', 'the-key'])
  })

  it('takes a passphrase that another keyboard composes differently for the same', async () => {
    const { file, vault } = openVault()
    await vault.choose({ protection: 'passphrase', passphrase: 'Z\u00fcrich \u5bc6\u94a5 1' }, doNothing)
    const again = createVault(nothing, file)
    expect(await failureCode(() => again.unlock('Zu\u0308rich \u5bc6\u94a5 1'))).toBe('none')
  })

  it('writes neither passphrase nor key into its file', async () => {
    const { file, vault } = openVault()
    await vault.choose({ protection: 'passphrase', passphrase }, doNothing)
    const kept = file.read()
    const text = JSON.stringify(kept)
    expect([
      text.includes(passphrase),
      kept?.protection === 'passphrase' && kept.slot.cost >= 2 ** 17,
    ]).toEqual([false, true])
  })

  it('tells what was sealed elsewhere from what it can read, and never tries it', async () => {
    const withKeyring = await seal(openVault(keyring).vault)
    const withKeyFile = await seal(openVault(reversingSecrets).vault)
    const elsewhere = openVault().vault
    await elsewhere.choose({ protection: 'passphrase', passphrase }, doNothing)
    const withPassphrase = await seal(elsewhere)
    await elsewhere.choose({ protection: 'unprotected' }, doNothing)
    const unprotected = await seal(elsewhere)
    const refuse = () => Promise.reject(new Error('tried'))
    const here = openVault({ ...keyring, unseal: refuse }).vault
    const read = [withKeyring, withKeyFile, withPassphrase, unprotected, Buffer.from('v10x'), Buffer.of()]
    expect([read.map((sealed) => here.judge(sealed)), await here.unseal(withKeyFile)]).toEqual([
      ['readable', 'foreign', 'foreign', 'readable', 'foreign', 'foreign'],
      null,
    ])
  })

  it('opens nothing under a passphrase of which any byte was changed', async () => {
    const { vault } = openVault()
    await vault.choose({ protection: 'passphrase', passphrase }, doNothing)
    const sealed = await seal(vault, 'key')
    const opened = await Promise.all(
      [...sealed.keys()].slice(1).map((at) => vault.unseal(sealed.with(at, (sealed[at] ?? 0) ^ 1))),
    )
    expect(opened).toEqual(Array.from(sealed.subarray(1), () => null))
  })

  it.each([
    ['a keyring that is there', keyring, 'unprotected'],
    ['a key file', reversingSecrets, 'unprotected'],
    ['nothing', nothing, 'key-file'],
  ] as const)(
    'of a machine with %s refuses what it does not offer',
    async (_machine, machine, protection) => {
      const { vault } = openVault(machine)
      const code = await failureCode(() => vault.choose({ protection }, doNothing))
      expect([code, vault.describe().isChosen]).toEqual(['invalid-input', false])
    },
  )

  it('is as it was when secrets cannot be put under the new protection', async () => {
    const { file, vault } = openVault()
    await vault.choose({ protection: 'unprotected' }, doNothing)
    const fail = () => Promise.reject(new Error('disk full'))
    await expect(vault.choose({ protection: 'passphrase', passphrase }, fail)).rejects.toThrow('disk full')
    await expect(vault.choose({ protection: 'session-only' }, fail)).rejects.toThrow('disk full')
    expect([vault.describe().protection, file.read()]).toEqual(['unprotected', { protection: 'unprotected' }])
  })

  it('gives up a forgotten passphrase, and what it sealed cannot be opened any more', async () => {
    const { file, vault } = openVault()
    await vault.choose({ protection: 'passphrase', passphrase }, doNothing)
    const sealed = await seal(vault)
    const again = createVault(nothing, file)
    again.reset()
    expect([again.judge(sealed), again.describe()]).toEqual([
      'foreign',
      {
        protection: 'session-only',
        choices: ['session-only', 'passphrase', 'unprotected'],
        isChosen: false,
        isLocked: false,
      },
    ])
  })

  it('that is open is not given up', async () => {
    const { vault } = openVault()
    await vault.choose({ protection: 'passphrase', passphrase }, doNothing)
    vault.reset()
    expect(vault.describe().protection).toBe('passphrase')
  })
})

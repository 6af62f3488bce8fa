import { describe, expect, it } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { VaultStatus } from '#shared/vault.ts'
import { startTestHost } from './test-host.ts'
import { useVaultStore } from './vault.ts'

const locked: VaultStatus = {
  protection: 'passphrase',
  choices: ['session-only', 'passphrase', 'unprotected'],
  isChosen: true,
  isLocked: true,
}
const open: VaultStatus = { ...locked, isLocked: false }

describe('the vault', () => {
  it('is neither locked nor to be chosen before the program has said anything', () => {
    startTestHost({})
    const vault = useVaultStore()
    expect([vault.status, vault.isLocked, vault.canChoose]).toEqual([null, false, false])
  })

  it('is as the program says, by an answer or by itself', async () => {
    const host = startTestHost({ 'vault.describe': () => locked })
    const vault = useVaultStore()
    await vault.load()
    const before = [vault.isLocked, vault.canChoose]
    host.emit({ name: 'vault.changed', payload: { vault: { ...open, choices: [] } } })
    expect([before, vault.isLocked, vault.canChoose]).toEqual([[true, true], false, false])
  })

  it('stays locked with a wrong passphrase, and says why', async () => {
    startTestHost({
      'vault.describe': () => locked,
      'vault.unlock': () => {
        throw new FailureError(createFailure('passphrase-wrong'))
      },
    })
    const vault = useVaultStore()
    await vault.load()
    await expect(vault.unlock('wrong')).rejects.toThrow(createFailure('passphrase-wrong').message)
    expect(vault.isLocked).toBe(true)
  })

  it('is unlocked, chosen and given up by one call each', async () => {
    const { calls } = startTestHost({
      'vault.unlock': () => open,
      'vault.choose': () => open,
      'vault.reset': () => open,
    })
    const vault = useVaultStore()
    await vault.unlock('right')
    await vault.choose({ protection: 'unprotected' })
    await vault.reset()
    expect([calls, vault.status]).toEqual([
      [
        ['vault.unlock', { passphrase: 'right' }],
        ['vault.choose', { protection: 'unprotected' }],
        ['vault.reset', {}],
      ],
      open,
    ])
  })
})

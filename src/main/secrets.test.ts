import { describe, expect, it } from 'vitest'
import { createSecretBox, type Keyring } from './secrets.ts'

/** A keyring that turns the bytes round. */
function createKeyring(changed: Partial<Keyring> = {}): Keyring {
  return {
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptStringAsync: async (text) => Buffer.from(text).reverse(),
    decryptStringAsync: async (sealed) => ({
      shouldReEncrypt: false,
      result: Buffer.from(sealed).reverse().toString(),
    }),
    ...changed,
  }
}

async function tryBox(keyring: Keyring, platform: NodeJS.Platform) {
  const box = await createSecretBox(keyring, platform)
  const sealed = await box.seal('aBcDeFgH')
  return {
    protection: box.protection,
    sealed: sealed && Buffer.from(sealed).toString(),
    unsealed: await box.unseal(Buffer.from('HgFeDcBa')),
  }
}

const kept = { protection: 'system-keyring', sealed: 'HgFeDcBa', unsealed: 'aBcDeFgH' }
const notKept = { protection: 'session-only', sealed: null, unsealed: null }

describe('an AppKey', () => {
  it.each(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'] as const)(
    'is sealed on Linux with %s',
    async (backend) => {
      expect(await tryBox(createKeyring({ getSelectedStorageBackend: () => backend }), 'linux')).toEqual(kept)
    },
  )

  it.each(['basic_text', 'unknown'] as const)('is never sealed with %s', async (backend) => {
    expect(await tryBox(createKeyring({ getSelectedStorageBackend: () => backend }), 'linux')).toEqual(
      notKept,
    )
  })

  it.each(['darwin', 'win32'] as const)(
    'is sealed on %s, where there is no choice of keyrings',
    async (platform) => {
      const getSelectedStorageBackend = () => {
        throw new Error('only on Linux')
      }
      expect(await tryBox(createKeyring({ getSelectedStorageBackend }), platform)).toEqual(kept)
    },
  )

  it.each(['linux', 'darwin', 'win32'] as const)(
    'is not sealed on %s without a keyring',
    async (platform) => {
      const keyring = createKeyring({ isAsyncEncryptionAvailable: async () => false })
      expect(await tryBox(keyring, platform)).toEqual(notKept)
    },
  )

  it('is not sealed when the keyring cannot be asked', async () => {
    const keyring = createKeyring({ isAsyncEncryptionAvailable: () => Promise.reject(new Error('no D-Bus')) })
    expect(await tryBox(keyring, 'linux')).toEqual(notKept)
  })

  it('is neither sealed nor read while the keyring refuses', async () => {
    const keyring = createKeyring({
      encryptStringAsync: () => Promise.reject(new Error('locked')),
      decryptStringAsync: () => Promise.reject(new Error('locked')),
    })
    expect(await tryBox(keyring, 'linux')).toEqual({
      protection: 'system-keyring',
      sealed: null,
      unsealed: null,
    })
  })
})

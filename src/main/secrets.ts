// Owns the sealing of AppKeys with the system's keyring: Keychain, DPAPI, Secret Service or KWallet, by Electron's
// safeStorage. Where the system has no keyring nothing is sealed, and the AppKey lives in memory only.
import type { SafeStorage } from 'electron'
import type { SecretBox } from '#core/engine/secret-box.ts'

export type Keyring = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

/** To be called when the app is ready: the keyring is not known before. */
export async function createSecretBox(keyring: Keyring, platform: NodeJS.Platform): Promise<SecretBox> {
  const isProtected = await hasKeyring(keyring, platform)
  return {
    protection: isProtected ? 'system-keyring' : 'session-only',
    seal: async (secret) => (isProtected ? keyring.encryptStringAsync(secret).catch(() => null) : null),
    unseal: async (sealed) => {
      if (!isProtected) return null
      return keyring.decryptStringAsync(Buffer.from(sealed)).then(
        ({ result }) => result,
        () => null,
      )
    },
  }
}

async function hasKeyring(keyring: Keyring, platform: NodeJS.Platform): Promise<boolean> {
  if (!(await keyring.isAsyncEncryptionAvailable().catch(() => false))) return false
  if (platform !== 'linux') return true
  // `basic_text` scrambles with a key that is the same on every machine: no protection.
  const backend = keyring.getSelectedStorageBackend()
  return backend !== 'basic_text' && backend !== 'unknown'
}

// Owns `safeStorage` of the stand-in: a keyring that works, kept in the data folder of the test, or none at all, which is told
// as each system tells it.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import { app, isAppReady } from './app.ts'
import { refuse, strict } from './strict.ts'

const hasKeyring = process.env['STANDIN_KEYRING'] !== 'none'
const algorithm = 'aes-256-gcm'

function readKey(): Buffer {
  if (!isAppReady()) refuse('safeStorage is used before the ready event.')
  const file = join(app.getPath('userData'), 'standin-keyring')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 })
  return readFileSync(file)
}

export const safeStorage = strict('safeStorage', {
  // Linux then has `basic_text`, which is available and protects nothing.
  isAsyncEncryptionAvailable: () =>
    Promise.resolve(isAppReady() && (hasKeyring || process.platform === 'linux')),
  getSelectedStorageBackend: () => {
    if (!isAppReady()) return 'unknown'
    return hasKeyring ? 'gnome_libsecret' : 'basic_text'
  },
  encryptStringAsync: async (text) => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv(algorithm, readKey(), nonce)
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
  },
  decryptStringAsync: async (sealed) => {
    const decipher = createDecipheriv(algorithm, readKey(), sealed.subarray(0, 12))
    decipher.setAuthTag(sealed.subarray(12, 28))
    const text = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
    return { shouldReEncrypt: false, result: text.toString('utf8') }
  },
} satisfies Partial<SafeStorage>)

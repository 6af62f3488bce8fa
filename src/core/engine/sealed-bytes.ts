// Owns how bytes are sealed with a key: AES-256-GCM. Where keys come from is the matter of those who seal: a key file
// (server/secrets.ts), a passphrase (passphrase.ts, vault.ts).
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Sealed form: version, nonce, tag, ciphertext. The version is authenticated with the rest. */
const version = 1
const nonceBytes = 12
const tagBytes = 16
const headBytes = 1 + nonceBytes + tagBytes
const algorithm = 'aes-256-gcm'

/** Length of a key. */
export const keyBytes = 32

export function sealBytes(key: Uint8Array, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(Uint8Array.of(version))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Uint8Array.of(version), nonce, cipher.getAuthTag(), body])
}

/** What was sealed, or null when it was sealed with another key or has been changed since: GCM does not tell which. */
export function unsealBytes(key: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  if (sealed.length < headBytes || sealed[0] !== version) return null
  const nonce = sealed.subarray(1, 1 + nonceBytes)
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(sealed.subarray(0, 1))
  decipher.setAuthTag(sealed.subarray(1 + nonceBytes, headBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(headBytes)), decipher.final()])
  } catch {
    return null
  }
}

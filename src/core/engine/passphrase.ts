// Owns what makes a passphrase into a key. The secrets are sealed with a random key; this key is sealed with one that
// scrypt derives from the passphrase, so that another passphrase means one new line in a file and not new secrets, and a
// wrong one is told at once.
import { randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'
import { keyBytes, sealBytes, unsealBytes } from './sealed-bytes.ts'

/** What is written down about a passphrase. The numbers are those of scrypt (RFC 7914): N, r, p. */
export const passphraseSlotSchema = z.strictObject({
  salt: z.base64().max(100),
  cost: z
    .number()
    .int()
    .min(2)
    .max(2 ** 20)
    .refine((cost) => Number.isInteger(Math.log2(cost))),
  blockSize: z.number().int().min(1).max(16),
  parallelization: z.number().int().min(1).max(4),
  sealedKey: z.base64().max(200),
})
export type PassphraseSlot = z.infer<typeof passphraseSlotSchema>

/** 128 MiB and about half a second, which OWASP's password storage advice asks for at the least. */
const parameters = { cost: 2 ** 17, blockSize: 8, parallelization: 1 } as const
const saltBytes = 16

/** Seals the key of the secrets with a passphrase. */
export async function createSlot(passphrase: string, key: Uint8Array): Promise<PassphraseSlot> {
  const salt = randomBytes(saltBytes)
  const slot = { ...parameters, salt: salt.toString('base64') }
  const sealedKey = sealBytes(await deriveKey(passphrase, slot), key)
  return { ...slot, sealedKey: Buffer.from(sealedKey).toString('base64') }
}

/** The key of the secrets, or null when this is not the passphrase. */
export async function openSlot(passphrase: string, slot: PassphraseSlot): Promise<Uint8Array | null> {
  return unsealBytes(await deriveKey(passphrase, slot), Buffer.from(slot.sealedKey, 'base64'))
}

/** In a thread of Node's pool. The same characters, however a keyboard composes them, are the same passphrase. */
function deriveKey(passphrase: string, slot: Omit<PassphraseSlot, 'sealedKey'>): Promise<Uint8Array> {
  const { cost, blockSize, parallelization } = slot
  const options = { N: cost, r: blockSize, p: parallelization, maxmem: 256 * cost * blockSize }
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), Buffer.from(slot.salt, 'base64'), keyBytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

// Owns SecretBox: what the engine asks of a shell to keep AppKeys from being read off the disk.
// Implemented by main/secrets.ts (the system's keyring) and server/secrets.ts (a key file); what a person may choose
// instead, and the mark by which a sealed secret is told from those of other boxes, are with vault.ts.
import type { Protection } from '#shared/vault.ts'

export interface SecretBox {
  /** `session-only`: this machine offers nothing to seal with. */
  readonly protection: Exclude<Protection, 'passphrase' | 'unprotected'>
  /** The sealed form, or null when this machine offers nothing to seal with; the secret then lives in memory only. */
  seal(secret: string): Promise<Uint8Array | null>
  /** The secret, or null when it cannot be read here: another machine, a changed keyring, a lost key file. */
  unseal(sealed: Uint8Array): Promise<string | null>
}

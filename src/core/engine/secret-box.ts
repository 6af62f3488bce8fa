// Owns SecretBox: what the engine asks of a shell to keep AppKeys from being read off the disk.
// Implemented by main/secrets.ts (the system's keyring) and server/secrets.ts (a key file).
import type { AppDescription } from '#shared/contract/contract.ts'

export interface SecretBox {
  readonly protection: AppDescription['keyProtection']
  /** The sealed form, or null when this machine offers nothing to seal with; the secret then lives in memory only. */
  seal(secret: string): Promise<Uint8Array | null>
  /** The secret, or null when it cannot be read here: another machine, a changed keyring, a lost key file. */
  unseal(sealed: Uint8Array): Promise<string | null>
}

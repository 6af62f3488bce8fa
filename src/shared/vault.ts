// Owns the vault as a page sees it: how the AppKeys and credentials of this machine are kept, and whether a person has to
// choose that or to unlock them. What is done with it is in core/engine/vault.ts.
import { z } from 'zod'

/**
 * `system-keyring` and `key-file` are what a shell brings; `session-only` writes nothing down; `unprotected` writes down
 * what anybody can read who has the file.
 */
export const protectionSchema = z.enum([
  'system-keyring',
  'key-file',
  'session-only',
  'passphrase',
  'unprotected',
])
export type Protection = z.infer<typeof protectionSchema>

export const minPassphraseLength = 8
export const maxPassphraseLength = 500

export const vaultSchema = z.strictObject({
  /** In force. */
  protection: protectionSchema,
  /** What a person may choose among, the default first; empty where the machine keeps AppKeys well by itself. */
  choices: z.array(protectionSchema).max(protectionSchema.options.length),
  /** Whether a person has chosen. */
  isChosen: z.boolean(),
  /** The passphrase has not been entered since the program started. */
  isLocked: z.boolean(),
})
export type VaultStatus = z.infer<typeof vaultSchema>

/** A passphrase as it is typed: what is in it counts, spaces too. */
export const enteredPassphraseSchema = z.string().min(1).max(maxPassphraseLength)

export const vaultChoiceSchema = z.discriminatedUnion('protection', [
  z.strictObject({
    protection: z.literal('passphrase'),
    passphrase: z.string().min(minPassphraseLength).max(maxPassphraseLength),
  }),
  z.strictObject({ protection: protectionSchema.exclude(['passphrase']) }),
])
export type VaultChoice = z.infer<typeof vaultChoiceSchema>

// Owns what is wrong with a new passphrase before it is sent; the sentences are in i18n under `vault.problem`.
import { maxPassphraseLength, minPassphraseLength } from '#shared/vault.ts'
import type { vault } from '../../i18n/en/vault.ts'

export interface PassphraseProblem {
  readonly field: 'passphrase' | 'repeated'
  readonly sentence: keyof (typeof vault)['problem']
  /** The limit that was not kept, where there is one (characters). */
  readonly limit: number | undefined
}

/** Undefined when it can be chosen. Nothing is trimmed: what is typed counts. */
export function findPassphraseProblem(passphrase: string, repeated: string): PassphraseProblem | undefined {
  if (passphrase.length < minPassphraseLength) {
    return { field: 'passphrase', sentence: 'tooShort', limit: minPassphraseLength }
  }
  if (passphrase.length > maxPassphraseLength) {
    return { field: 'passphrase', sentence: 'tooLong', limit: maxPassphraseLength }
  }
  if (passphrase !== repeated) return { field: 'repeated', sentence: 'different', limit: undefined }
  return undefined
}

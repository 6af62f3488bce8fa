// Owns the promise that the secrets of a call leave this folder only in its request: a service or proxy that quotes them
// in an error must not bring them into the history, into a log or onto the screen. The same for answers: hide-key.ts.
import type { Failure, FailureDetail } from '#shared/failure.ts'

const replacement = '[hidden]'

/** The text with every secret blanked out. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== '')
    .sort((a, b) => b.length - a.length)
    .reduce((hidden, secret) => hidden.replaceAll(secret, replacement), text)
}

/** The failure with every secret blanked out of its details, none of which gets longer than it may be. */
export function hideSecretsOfFailure(failure: Failure, secrets: readonly string[]): Failure {
  if (failure.detail === undefined) return failure
  // Safe: each member keeps its type.
  const detail = Object.fromEntries(
    Object.entries(failure.detail).map(([name, value]) => [
      name,
      typeof value === 'string' ? hideSecrets(value, secrets).slice(0, value.length) : value,
    ]),
  ) as FailureDetail
  return { ...failure, detail }
}

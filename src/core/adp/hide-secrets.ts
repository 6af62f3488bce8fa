// Owns the promise that secrets leave this folder only in a request: a service or proxy that quotes one in an error, or in
// something unknown to us, must not bring it into the history, into a log or onto the screen.
import type { AnswerEvent } from '#shared/answer.ts'
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

/** The event with every secret blanked out of what is kept as the service wrote it; a person's and a model's words stay. */
export function hideSecretsOfEvent(event: AnswerEvent, secrets: readonly string[]): AnswerEvent {
  switch (event.type) {
    case 'unknown':
      return { ...event, name: hideSecrets(event.name, secrets), raw: hideSecrets(event.raw, secrets) }
    case 'part-set':
      if (event.part.type !== 'unknown') return event
      return { ...event, part: { ...event.part, raw: hideSecrets(event.part.raw, secrets) } }
    case 'answer-wait':
      return { ...event, wait: { ...event.wait, failure: hideSecretsOfFailure(event.wait.failure, secrets) } }
    case 'answer-end':
      return event.failure ? { ...event, failure: hideSecretsOfFailure(event.failure, secrets) } : event
    default:
      return event
  }
}

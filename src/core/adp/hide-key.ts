// Owns the promise that an AppKey leaves this folder only in a request: a service or proxy that quotes the request in an
// error or in something unknown to us must not bring the key into the history or onto the screen.
import type { AnswerEvent } from '#shared/answer.ts'

const replacement = '[AppKey]'

/** The event with the AppKey blanked out of everything that is kept as the service wrote it. */
export function hideKey(event: AnswerEvent, appKey: string): AnswerEvent {
  if (appKey === '') return event
  if (event.type === 'unknown')
    return { ...event, name: hide(event.name, appKey), raw: hide(event.raw, appKey) }
  if (event.type !== 'answer-end' || event.failure?.detail?.remoteMessage === undefined) return event
  const { failure } = event
  // A key that is shorter than its replacement must not make the message longer than a failure may hold.
  const remoteMessage = hide(event.failure.detail.remoteMessage, appKey).slice(0, 4000)
  return { ...event, failure: { ...failure, detail: { ...failure.detail, remoteMessage } } }
}

function hide(text: string, appKey: string): string {
  return text.replaceAll(appKey, replacement)
}

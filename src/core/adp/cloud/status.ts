// Owns how far a remembered turn is, in our words. History knows more words for it than the stream does.

export type RemoteStatus = 'running' | 'complete' | 'failed' | 'stopped'

// A map, because the service chooses the words.
const statuses: ReadonlyMap<string | undefined, RemoteStatus> = new Map([
  ['pending', 'running'],
  ['processing', 'running'],
  ['success', 'complete'],
  ['done', 'complete'],
  ['completed', 'complete'],
  ['finish', 'complete'],
  ['failed', 'failed'],
  ['fail', 'failed'],
  ['error', 'failed'],
  ['stop', 'stopped'],
  ['cancelled', 'stopped'],
])

/** Undefined when the word is missing or unknown: what is over and does not say how may be anything. */
export function decodeStatus(word: string | undefined): RemoteStatus | undefined {
  return statuses.get(word)
}

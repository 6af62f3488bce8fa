// Owns what the states of v2 mean. The document names `processing`, `success`, `failed` and `stop`, histories `pending`;
// other words have been seen, so they are read generously.
import type { EndStatus } from '#shared/answer.ts'
import type { Progress, TaskStatus } from '#shared/part.ts'

// A map, because the service chooses the words.
const progressByStatus: ReadonlyMap<string, Progress> = new Map([
  ['success', 'complete'],
  ['done', 'complete'],
  ['completed', 'complete'],
  ['finish', 'complete'],
  ['finished', 'complete'],
  ['failed', 'failed'],
  ['fail', 'failed'],
  ['error', 'failed'],
  ['stop', 'stopped'],
  ['stopped', 'stopped'],
  ['cancelled', 'stopped'],
  ['canceled', 'stopped'],
])

export function decodeProgress(status: string | undefined): Progress {
  return progressByStatus.get(status ?? '') ?? 'running'
}

export function decodeTaskStatus(status: string | undefined): TaskStatus {
  return status === undefined || status === 'pending' || status === 'todo'
    ? 'pending'
    : decodeProgress(status)
}

/** How a turn ended whose record has this state; a record that is complete without saying so is a success. */
export function decodeEnd(status: string | undefined): Extract<EndStatus, 'complete' | 'failed' | 'stopped'> {
  const progress = decodeProgress(status)
  return progress === 'running' ? 'complete' : progress
}

// Owns what there is to be said of a change of the questions that wait in a conversation, for a person who cannot see it.
// Pure.
import type { QuestionQueue } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/failure.ts'
import type { QueuedQuestionId } from '#shared/ids.ts'

export type QueueNews =
  /** `position` from 1. */
  | { readonly type: 'added'; readonly position: number }
  /** `left`: how many still wait. */
  | { readonly type: 'asked'; readonly left: number }
  | { readonly type: 'taken'; readonly left: number }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  | { readonly type: 'failed'; readonly failure: Failure }

/** Undefined stands for a queue in which nothing waits. */
export function describeQueueChange(
  before: QuestionQueue | undefined,
  after: QuestionQueue | undefined,
  wasAsked: (id: QueuedQuestionId) => boolean,
): QueueNews[] {
  const old = before?.questions.map(({ id }) => id) ?? []
  const now = after?.questions.map(({ id }) => id) ?? []
  const left = now.length
  const gone = old.filter((id) => !now.includes(id))
  const moves: QueueNews[] = [
    ...now.flatMap((id, index): QueueNews[] =>
      old.includes(id) ? [] : [{ type: 'added', position: index + 1 }],
    ),
    ...gone.map((id): QueueNews => ({ type: wasAsked(id) ? 'asked' : 'taken', left })),
  ]
  return [...moves, ...describePause(before, after, gone.some(wasAsked))]
}

function describePause(
  before: QuestionQueue | undefined,
  after: QuestionQueue | undefined,
  isAsked: boolean,
): QueueNews[] {
  const wasPaused = before?.isPaused ?? false
  if (!after || after.isPaused === wasPaused) return []
  if (after.isPaused) return [after.failure ? { type: 'failed', failure: after.failure } : { type: 'paused' }]
  // One that is asked says by itself that it goes on.
  return isAsked ? [] : [{ type: 'resumed' }]
}

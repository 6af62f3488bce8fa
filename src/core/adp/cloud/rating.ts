// Owns the action that says what a person thinks of an answer. Which answers can be rated, the answers themselves say.
import { lke, type CloudAction } from './action.ts'
import type { CloudApi } from './api.ts'
import type { Result } from '../result.ts'
import { nothing } from './schema.ts'

export interface Rating {
  readonly appKey: string
  /** Of the answer, not of the question. */
  readonly recordId: string
  readonly score: 'good' | 'bad' | 'none'
  /** At most 20 characters each. */
  readonly reasons?: readonly string[]
  readonly comment?: string
}

const scores: Readonly<Record<Rating['score'], number>> = { none: 0, good: 1, bad: 2 }

const rateMsgRecord: CloudAction<undefined> = {
  ...lke,
  name: 'RateMsgRecord',
  isRepeatable: false,
  response: nothing,
}

/** Sets the rating of an answer; `none` takes it back. */
export function rateAnswer(api: CloudApi, rating: Rating, signal: AbortSignal): Promise<Result<undefined>> {
  const body = {
    BotAppKey: rating.appKey,
    RecordId: rating.recordId,
    Score: scores[rating.score],
    Reasons: rating.reasons,
    FeedbackContent: rating.comment,
  }
  return api.call(rateMsgRecord, body, signal)
}

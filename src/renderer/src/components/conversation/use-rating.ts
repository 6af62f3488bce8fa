// Owns saying what a person thinks of an answer: good at once, bad with reasons that RatingDialog.vue asks for, and the same
// again takes it back.
import type { Message } from '#shared/answer.ts'
import { createFailure, type FailureCode } from '#shared/failure.ts'
import { useAnswerMarksStore } from '../../stores/answer-marks.ts'
import { useProfilesStore } from '../../stores/profiles.ts'
import { useMessageActions } from './use-message-actions.ts'

export interface AnswerRating {
  /** Why the service takes no rating of this answer; null where it takes one. */
  findObstacle(message: Message): FailureCode | null
  findScore(message: Message): 'good' | 'bad' | undefined
  /** Says the obstacle at the answer where there is one. */
  rate(message: Message, score: 'good' | 'bad'): void
}

export function useRating(): AnswerRating {
  const marks = useAnswerMarksStore()
  const profiles = useProfilesStore()
  const actions = useMessageActions()

  function findObstacle({ remote: { recordId, canRate } }: Message): FailureCode | null {
    if (recordId === undefined || canRate === false) return 'not-ratable'
    const profile = profiles.selected
    const canAsk = profile?.isDemo === true || (profile?.credentialsStatus ?? null) !== null
    return canAsk ? null : 'rating-needs-credentials'
  }

  const findScore = ({ id }: Message): 'good' | 'bad' | undefined => marks.ratings.get(id)?.score

  return {
    findObstacle,
    findScore,
    rate(message, score) {
      const { id } = message
      const obstacle = findObstacle(message)
      if (obstacle) marks.putFailure(id, createFailure(obstacle))
      else if (findScore(message) === score) void marks.rate(id, null)
      else if (score === 'good') void marks.rate(id, { score, reasons: [], comment: '' })
      else actions.ask('rate', message)
    },
  }
}

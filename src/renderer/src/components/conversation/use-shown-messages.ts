// Owns the list of messages as it is shown: the open conversation, with one variant of each answer.
import { computed, type ComputedRef } from 'vue'
import type { Message } from '#shared/answer.ts'
import { useAnswerMarksStore } from '../../stores/answer-marks.ts'

/** Oldest first. Which variants there are beside a shown answer, says the `layout` of the store. */
export function useShownMessages(): ComputedRef<readonly Message[]> {
  const marks = useAnswerMarksStore()
  return computed(() => marks.shownMessages)
}

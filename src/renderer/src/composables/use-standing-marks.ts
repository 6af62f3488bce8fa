// Owns which words stand marked in the open conversation, and at which of them the person is: those of the search in the
// conversation while its bar is open, else those of the search that the person came from.
import { computed, type ComputedRef } from 'vue'
import type { MessageId } from '#shared/ids.ts'
import type { SearchKind } from '#shared/search.ts'
import { normalise } from '#shared/search-text/normalise.ts'
import { readTerms } from '#shared/search-text/query.ts'
import { useFindStore } from '../stores/find.ts'
import { useOpenConversationStore } from '../stores/open-conversation.ts'
import { useSearchStore } from '../stores/search.ts'

export interface StandingMarks {
  /** In the form in which texts are compared. */
  readonly terms: readonly string[]
  readonly current:
    | {
        readonly messageId: MessageId
        /** Which of the hits in the message. */
        readonly nth: number
        /** In which part of the message it was found, where that is known. */
        readonly kind?: SearchKind
      }
    | undefined
}

export function useStandingMarks(): ComputedRef<StandingMarks | null> {
  const find = useFindStore()
  const search = useSearchStore()
  const conversation = useOpenConversationStore()
  return computed(() => {
    if (find.isOpen && find.wanted !== '')
      return { terms: [normalise(find.wanted).trim()], current: find.current }
    const hit = search.opened
    if (!search.isActive || !hit || hit.conversation.id !== conversation.conversation?.id) return null
    return {
      terms: readTerms(search.foundText),
      current: { messageId: hit.messageId, nth: 0, kind: hit.kind },
    }
  })
}

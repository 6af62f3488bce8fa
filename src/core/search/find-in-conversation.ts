// Owns the search in one conversation, over all of it, running answers as far as they are written. The text is one term:
// white space belongs to it.
import type { ConversationId, MessageId } from '#shared/ids.ts'
import type { ConversationHit } from '#shared/search.ts'
import { listMessages } from '#core/store/messages.ts'
import { findPlaces } from '#shared/search-text/find-places.ts'
import { normalise } from '#shared/search-text/normalise.ts'
import { listReadableTexts } from './readable-texts.ts'
import type { SearchContext } from './search-context.ts'

/** Messages that are read in one go. */
const stretch = 20

/** Oldest first; nothing for a text of nothing but white space. Fails with `not-found`. */
export async function findInConversation(
  { history, signal, breathe }: SearchContext,
  conversationId: ConversationId,
  text: string,
): Promise<ConversationHit[]> {
  const term = normalise(text.toWellFormed()).trim()
  if (term === '') return []
  const pages: ConversationHit[][] = []
  let before: MessageId | undefined
  for (;;) {
    const { messages, hasEarlier } = listMessages(history, conversationId, { limit: stretch, before })
    pages.unshift(
      messages.flatMap((message) =>
        listReadableTexts(message).flatMap(({ kind, text }) => {
          const count = findPlaces(normalise(text), term).length
          return count === 0 ? [] : [{ messageId: message.id, kind, count }]
        }),
      ),
    )
    before = messages[0]?.id
    if (!hasEarlier || before === undefined) return pages.flat()
    await breathe()
    signal.throwIfAborted()
  }
}

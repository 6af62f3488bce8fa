// Owns the job of searching one conversation. How it is done is in core/search.
import type { ConversationId } from '#shared/ids.ts'
import type { ConversationHit } from '#shared/search.ts'
import { findInConversation } from '#core/search/find-in-conversation.ts'
import { useIndex } from '#core/search/search-index.ts'
import type { Job } from './job.ts'

export interface ConversationQuery {
  readonly conversationId: ConversationId
  readonly text: string
}

export const findInConversationJob: Job<ConversationQuery, ConversationHit[]> = (
  context,
  { conversationId, text },
) =>
  useIndex(context.history, context.dataDir).holdBuild(() =>
    findInConversation(context, conversationId, text),
  )

// Owns which messages a search looks at: what the filters ask of a conversation and of a text. Whatever is in the bin is
// left out.
import { z } from 'zod'
import type { ProfileId, TagId } from '#shared/ids.ts'
import type { SearchFilters } from '#shared/search.ts'
import { prepare, type Database } from '#core/store/database.ts'

const rowSchema = z.object({
  id: z.string(),
  profileId: z.string(),
  shelf: z.string(),
  folderId: z.string().nullable(),
})

export interface ConversationFilter {
  /** Whether the conversation with this sequence is searched. Each is looked up once. */
  accepts(sequence: number): boolean
}

export function createConversationFilter(history: Database, filters: SearchFilters): ConversationFilter {
  const known = new Map<number, boolean>()
  const profileIds = filters.profileIds && new Set<ProfileId>(filters.profileIds)

  function look(sequence: number): boolean {
    const row = prepare(
      history,
      'SELECT id, profile_id AS profileId, shelf, folder_id AS folderId FROM conversations WHERE sequence = ?',
    ).get(sequence)
    const conversation = rowSchema.safeParse(row).data
    if (!conversation || conversation.shelf === 'bin') return false
    if (filters.skipsArchive && conversation.shelf === 'archive') return false
    if (profileIds && !profileIds.has(conversation.profileId as ProfileId)) return false
    if (filters.folderId !== undefined && conversation.folderId !== filters.folderId) return false
    return (filters.tagIds ?? []).every((tagId) => hasTag(history, conversation.id, tagId))
  }

  return {
    accepts(sequence) {
      const isAccepted = known.get(sequence) ?? look(sequence)
      known.set(sequence, isAccepted)
      return isAccepted
    },
  }
}

function hasTag(history: Database, conversationId: string, tagId: TagId): boolean {
  return (
    prepare(history, 'SELECT 1 FROM conversation_tags WHERE conversation_id = ? AND tag_id = ?').get(
      conversationId,
      tagId,
    ) !== undefined
  )
}

// Owns what was asked lately, for whoever wants to ask something like it again.
import { z } from 'zod'
import type { ConversationId, ProfileId } from '#shared/ids.ts'
import { parseJson } from '#shared/parse-json.ts'
import { prepare, type Database } from './database.ts'

const bodySchema = z.object({ text: z.string() })

/** Questions that are looked at for each that is wanted: some were asked more than once. */
const reach = 4
/** Of another conversation its newest messages are enough. */
const messagesElsewhere = 8

/**
 * The words of questions, newest first: those of the conversation before those of the profile's others, each once, at most so
 * many. Conversations in the bin are left out.
 */
export function listRecentQuestions(
  db: Database,
  {
    profileId,
    conversationId,
  }: { readonly profileId: ProfileId; readonly conversationId?: ConversationId | undefined },
  limit: number,
): string[] {
  const here =
    conversationId === undefined
      ? []
      : prepare(
          db,
          `SELECT parts.body FROM messages JOIN parts ON parts.message_sequence = messages.sequence AND parts.type = 'text'
            WHERE messages.conversation_id = ? AND messages.role = 'user'
            ORDER BY messages.position DESC, parts.position LIMIT ?`,
        ).all(conversationId, limit * reach)
  // Conversations along their index, newest first, so that a long history is not read from its beginning.
  const elsewhere = prepare(
    db,
    `SELECT parts.body FROM (
        SELECT id, updated_at, message_count FROM conversations WHERE profile_id = @profileId AND shelf IN ('open', 'archive')
          AND id IS NOT @conversationId ORDER BY updated_at DESC LIMIT @limit
      ) AS recent
      JOIN messages ON messages.conversation_id = recent.id AND messages.role = 'user'
        AND messages.position > recent.message_count - @reach
      JOIN parts ON parts.message_sequence = messages.sequence AND parts.type = 'text'
      ORDER BY recent.updated_at DESC, messages.position DESC, parts.position LIMIT @limit`,
  ).all({ profileId, conversationId: conversationId ?? null, limit, reach: messagesElsewhere })
  return [...new Set([...here, ...elsewhere].flatMap(readText))].slice(0, limit)
}

function readText(row: unknown): string[] {
  const { data } = z.object({ body: z.string() }).safeParse(row)
  const json = parseJson(data?.body ?? '')
  const text = bodySchema.safeParse(json.ok ? json.value : undefined).data?.text ?? ''
  return text.trim() === '' ? [] : [text]
}

// Owns the table of conversations. Their messages are in messages.ts; whether an answer runs is the engine's knowledge.
import type { z } from 'zod'
import { conversationSummarySchema } from '#shared/conversation.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { ConversationId, ProfileId } from '#shared/ids.ts'
import { emptyLog } from './checkpoint.ts'
import { compactPieces } from './compact-pieces.ts'
import { prepare, write, type Database } from './database.ts'

const storedConversationSchema = conversationSummarySchema.omit({ isRunning: true })
export type StoredConversation = z.infer<typeof storedConversationSchema>

const columns = 'id, profile_id AS profileId, title, created_at AS createdAt, updated_at AS updatedAt'

export function insertConversation(db: Database, conversation: StoredConversation): void {
  write(db, () =>
    prepare(
      db,
      `INSERT INTO conversations (id, profile_id, title, created_at, updated_at)
        VALUES (@id, @profileId, @title, @createdAt, @updatedAt)`,
    ).run(conversation),
  )
}

/** The one that was updated last comes first. A row that cannot be read, or that a damaged index misplaces, is left out. */
export function listConversations(db: Database, profileId: ProfileId): StoredConversation[] {
  return prepare(
    db,
    `SELECT ${columns} FROM conversations WHERE profile_id = ? ORDER BY updated_at DESC, sequence DESC`,
  )
    .all(profileId)
    .flatMap((row) => storedConversationSchema.safeParse(row).data ?? [])
    .filter((conversation) => conversation.profileId === profileId)
}

export function getConversation(db: Database, id: ConversationId): StoredConversation {
  const row = prepare(db, `SELECT ${columns} FROM conversations WHERE id = ?`).get(id)
  const conversation = storedConversationSchema.safeParse(row)
  if (conversation.data?.id !== id) throw new FailureError(createFailure('not-found'))
  return conversation.data
}

export function renameConversation(db: Database, id: ConversationId, title: string): void {
  expectChange(write(db, () => prepare(db, 'UPDATE conversations SET title = ? WHERE id = ?').run(title, id)))
}

export function touchConversation(db: Database, id: ConversationId, updatedAt: number): void {
  const update = prepare(db, 'UPDATE conversations SET updated_at = ? WHERE id = ?')
  expectChange(write(db, () => update.run(updatedAt, id)))
}

/** With its messages; nothing of them stays in the file or its log. */
export function deleteConversation(db: Database, id: ConversationId): void {
  write(db, () => {
    expectChange(prepare(db, 'DELETE FROM conversations WHERE id = ?').run(id))
    compactPieces(db)
  })
  emptyLog(db)
}

function expectChange({ changes }: { changes: number }): void {
  if (changes === 0) throw new FailureError(createFailure('not-found'))
}

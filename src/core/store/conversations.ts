// Owns the table of conversations. Their messages are in messages.ts; whether an answer runs is the engine's knowledge.
import { z } from 'zod'
import { conversationSummarySchema, type ConversationPlace, type Shelf } from '#shared/conversation.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { tagIdSchema, type ConversationId, type ProfileId } from '#shared/ids.ts'
import { parseJson } from '#shared/parse-json.ts'
import { emptyLog } from './checkpoint.ts'
import { compactPieces } from './compact-pieces.ts'
import { prepare, write, type Database } from './database.ts'

const storedConversationSchema = conversationSummarySchema.omit({ isRunning: true })
export type StoredConversation = z.infer<typeof storedConversationSchema>

const rowSchema = storedConversationSchema.extend({
  isPinned: z.number().transform(Boolean),
  isUnread: z.number().transform(Boolean),
  tagIds: z.string().transform((json) => {
    const parsed = parseJson(json)
    return parsed.ok ? z.array(tagIdSchema).catch([]).parse(parsed.value).sort() : []
  }),
})

const columns = `id, profile_id AS profileId, title, created_at AS createdAt, updated_at AS updatedAt,
  is_pinned AS isPinned, shelf, deleted_at AS deletedAt, folder_id AS folderId, is_unread AS isUnread,
  (SELECT json_group_array(tag_id) FROM conversation_tags
    WHERE conversation_id = conversations.id) AS tagIds`

/** A conversation that was just begun: in the lists, and otherwise unmarked. */
export function newConversation(
  begun: Pick<StoredConversation, 'id' | 'profileId' | 'createdAt'> & Partial<StoredConversation>,
): StoredConversation {
  const unmarked = { isPinned: false, deletedAt: null, folderId: null, tagIds: [], isUnread: false }
  return { title: '', updatedAt: begun.createdAt, shelf: 'open', ...unmarked, ...begun }
}

/** With everything that a conversation is marked with; folder and tags must be there. */
export function insertConversation(db: Database, conversation: StoredConversation): void {
  const { id, isPinned, isUnread, shelf, tagIds } = conversation
  write(db, () => {
    prepare(
      db,
      `INSERT INTO conversations (id, profile_id, title, created_at, updated_at, is_pinned, is_archived, deleted_at,
        folder_id, is_unread) VALUES (@id, @profileId, @title, @createdAt, @updatedAt, @isPinned, @isArchived,
        @deletedAt, @folderId, @isUnread)`,
    ).run({
      ...conversation,
      isPinned: Number(isPinned),
      isArchived: Number(shelf === 'archive'),
      isUnread: Number(isUnread),
      tagIds: null,
    })
    const tag = prepare(db, 'INSERT INTO conversation_tags (conversation_id, tag_id) VALUES (?, ?)')
    for (const tagId of tagIds) tag.run(id, tagId)
  })
}

/** A stretch of a list: what comes after a place, at most so many; all of the open ones by default. */
export interface ConversationStretch {
  readonly shelf?: Shelf | undefined
  readonly before?: ConversationPlace | undefined
  readonly limit?: number | undefined
}

/** Equals of a conversation that is gone by now are listed once more rather than left out. */
const afterPlace = `shelf = @shelf AND (is_pinned, updated_at, sequence) <
  (@isPinned, @updatedAt, coalesce((SELECT sequence FROM conversations WHERE id = @id), ${Number.MAX_SAFE_INTEGER}))`
const newestFirst = 'ORDER BY is_pinned DESC, updated_at DESC, sequence DESC LIMIT @limit'

/**
 * Pinned ones come first, then the one that was updated last. A row that cannot be read, or that a damaged index misplaces,
 * is left out.
 */
export function listConversations(
  db: Database,
  profileId: ProfileId,
  stretch: ConversationStretch = {},
): StoredConversation[] {
  const rows = prepare(
    db,
    `SELECT ${columns} FROM conversations WHERE profile_id = @profileId AND ${afterPlace} ${newestFirst}`,
  ).all({ profileId, ...toParameters(stretch) })
  return rows.flatMap(parseConversation).filter((conversation) => conversation.profileId === profileId)
}

/** Like `listConversations`, of all profiles together. */
export function listAllConversations(db: Database, stretch: ConversationStretch = {}): StoredConversation[] {
  return prepare(db, `SELECT ${columns} FROM conversations WHERE ${afterPlace} ${newestFirst}`)
    .all(toParameters(stretch))
    .flatMap(parseConversation)
}

/**
 * Conversations of all profiles whose title contains the text, newest first. Compared here and not by SQLite, which knows
 * small and capital letters of English alone.
 */
export function findConversationsByTitle(db: Database, text: string, limit: number): StoredConversation[] {
  const wanted = text.trim().toLocaleLowerCase()
  const found: StoredConversation[] = []
  const rows = prepare(db, `SELECT ${columns} FROM conversations WHERE ${afterPlace} ${newestFirst}`)
  for (const row of rows.iterate(toParameters({}))) {
    const [conversation] = parseConversation(row)
    if (!conversation || conversation.title === '') continue
    if (conversation.title.toLocaleLowerCase().includes(wanted)) found.push(conversation)
    if (found.length === limit) break
  }
  return found
}

const countSchema = z.object({ conversations: z.number(), messages: z.number() })

/** How much history a profile has. Conversations that were begun and never used are not counted. */
export function countHistory(db: Database, profileId: ProfileId): z.infer<typeof countSchema> {
  const counts = prepare(
    db,
    `SELECT count(*) AS conversations, coalesce(sum(message_count), 0) AS messages FROM conversations
      WHERE profile_id = ? AND (message_count > 0 OR title <> '')`,
  ).get(profileId)
  return countSchema.parse(counts)
}

function toParameters({ shelf = 'open', before, limit = -1 }: ConversationStretch): Record<string, unknown> {
  return {
    shelf,
    isPinned: Number(before?.isPinned ?? true),
    updatedAt: before?.updatedAt ?? Number.MAX_SAFE_INTEGER,
    id: before?.id ?? '',
    limit,
  }
}

function parseConversation(row: unknown): StoredConversation[] {
  const { data } = rowSchema.safeParse(row)
  return data ? [data] : []
}

export function getConversation(db: Database, id: ConversationId): StoredConversation {
  const row = prepare(db, `SELECT ${columns} FROM conversations WHERE id = ?`).get(id)
  const conversation = rowSchema.safeParse(row)
  if (conversation.data?.id !== id) throw new FailureError(createFailure('not-found'))
  return conversation.data
}

export function hasConversation(db: Database, id: ConversationId): boolean {
  return prepare(db, 'SELECT 1 FROM conversations WHERE id = ?').get(id) !== undefined
}

export function renameConversation(db: Database, id: ConversationId, title: string): void {
  expectChange(write(db, () => prepare(db, 'UPDATE conversations SET title = ? WHERE id = ?').run(title, id)))
}

/** Never back to an earlier time: a clock that was set back puts no conversation behind older ones. */
export function touchConversation(db: Database, id: ConversationId, updatedAt: number): void {
  const update = prepare(db, 'UPDATE conversations SET updated_at = max(updated_at, ?) WHERE id = ?')
  expectChange(write(db, () => update.run(updatedAt, id)))
}

/** Those of all profiles outside of the bin in which an answer ended that nobody has looked at, in no order. */
export function listUnreadConversations(db: Database): StoredConversation[] {
  return prepare(db, `SELECT ${columns} FROM conversations WHERE is_unread = 1 AND deleted_at IS NULL`)
    .all()
    .flatMap(parseConversation)
}

/** With its messages and its draft; nothing of them stays in the file or its log. Takes as long as it is large. */
export function deleteConversation(db: Database, id: ConversationId): void {
  write(db, () => {
    expectChange(prepare(db, 'DELETE FROM conversations WHERE id = ?').run(id))
    prepare(db, 'DELETE FROM drafts WHERE owner = ?').run(id)
    compactPieces(db)
  })
  emptyLog(db)
}

function expectChange({ changes }: { changes: number }): void {
  if (changes === 0) throw new FailureError(createFailure('not-found'))
}

// Owns what makes one history of the rows that a salvage found: messages whose row is lost get their place back from the
// index, conversations and profiles that something still belongs to are there, positions run without gaps, and nothing
// refers to what is not there. A message that is lost altogether leaves an empty one that says so.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { conversationIdSchema, messageIdSchema } from '#shared/ids.ts'
import { deleteOrphanAttachments } from '../attachments.ts'
import { prepare, type Database } from '../database.ts'
import { findStoredMessage } from '../message-rows.ts'

export interface MendOptions {
  readonly now: number
  readonly breathe: () => Promise<void>
}

/** The title of conversations whose own is lost and whose first question is lost, too. */
const lostTitle = 'Recovered'
const titleLength = 60
/** A count of messages that lies further above the last message found than this is damaged itself. */
const mostMissing = 10_000

export async function mendHistory(db: Database, { now, breathe }: MendOptions): Promise<void> {
  db.transaction(() => {
    placeLostMessages(db)
    placeLostParts(db, now)
    addLostConversations(db, now)
    addLostProfiles(db, now)
    tidyFlags(db)
  })()
  await breathe()
  const conversations = prepare(db, 'SELECT sequence FROM conversations ORDER BY sequence').pluck().all()
  for (const [index, sequence] of conversations.entries()) {
    db.transaction(() => closeGaps(db, Number(sequence)))()
    if (index % 50 === 49) await breathe()
  }
  db.transaction(() => {
    nameLostConversations(db)
    dropLoose(db)
    db.exec('DROP TABLE known_places')
  })()
  db.pragma('foreign_keys = ON')
}

const unreadable = `'assistant', 'interrupted', 0, '{}'`

/**
 * Its parts, if they were found, then show in the place where it was. A message that says it belongs to a conversation which
 * nobody knows belongs where the index says.
 */
function placeLostMessages(db: Database): void {
  db.exec(`
    UPDATE messages SET (conversation_id, position) =
        (SELECT conversation_id, position FROM known_places WHERE sequence = messages.sequence)
      WHERE conversation_id NOT IN (SELECT id FROM conversations) AND sequence IN (
        SELECT sequence FROM known_places WHERE conversation_id IN (SELECT id FROM conversations));
    INSERT OR IGNORE INTO messages (sequence, id, conversation_id, position, role, status, created_at, remote)
      SELECT sequence, id, conversation_id, position, ${unreadable} FROM known_places
        WHERE sequence NOT IN (SELECT sequence FROM messages) AND id NOT IN (SELECT id FROM messages)
  `)
}

/** Parts of which nobody knows where they were come together in a conversation of their own. */
function placeLostParts(db: Database, now: number): void {
  const lost = prepare(
    db,
    `SELECT DISTINCT message_sequence FROM parts WHERE message_sequence NOT IN (SELECT sequence FROM messages)
      ORDER BY message_sequence`,
  )
    .pluck()
    .all()
  if (lost.length === 0) return
  const conversation = randomUUID()
  insertConversation(db, conversation, now)
  const insert = prepare(
    db,
    `INSERT INTO messages (sequence, id, conversation_id, position, role, status, created_at, remote)
      VALUES (?, ?, ?, ?, ${unreadable})`,
  )
  for (const [index, sequence] of lost.entries()) insert.run(sequence, randomUUID(), conversation, index + 1)
}

function insertConversation(db: Database, id: unknown, now: number): void {
  prepare(
    db,
    `INSERT OR IGNORE INTO conversations (id, profile_id, title, created_at, updated_at)
      VALUES (?, coalesce((SELECT id FROM profiles ORDER BY position LIMIT 1), ?), '', ?, ?)`,
  ).run(id, randomUUID(), now, now)
}

function addLostConversations(db: Database, now: number): void {
  const lost = prepare(
    db,
    'SELECT DISTINCT conversation_id FROM messages WHERE conversation_id NOT IN (SELECT id FROM conversations)',
  )
    .pluck()
    .all()
  for (const id of lost) {
    insertConversation(db, id, now)
    prepare(
      db,
      `UPDATE conversations SET (created_at, updated_at) = (
          SELECT coalesce(min(created_at), @now), coalesce(max(created_at), @now) FROM messages
            WHERE conversation_id = @id AND created_at > 0)
        WHERE id = @id`,
    ).run({ id, now })
  }
}

/** As one that was deleted while its history was kept: it can be read, and asks for its AppKey before it asks anything. */
function addLostProfiles(db: Database, now: number): void {
  prepare(
    db,
    `INSERT INTO profiles (id, name, color, site, access_method, protocol_version, visitor_id, app_key_hint, is_demo,
        created_at, position, is_retired)
      SELECT DISTINCT profile_id, ?, 'slate', 'china', 'automatic', 'automatic', ?, '', 0, ?, 1000000, 1
        FROM conversations WHERE profile_id NOT IN (SELECT id FROM profiles)`,
  ).run(lostTitle, randomUUID(), now)
}

/** What was stored as yes or no is one of both. */
function tidyFlags(db: Database): void {
  db.exec(`
    UPDATE conversations SET folder_id = NULL WHERE folder_id NOT IN (SELECT id FROM folders);
    UPDATE conversations SET is_pinned = is_pinned <> 0, is_archived = is_archived <> 0, is_unread = is_unread <> 0
      WHERE is_pinned NOT IN (0, 1) OR is_archived NOT IN (0, 1) OR is_unread NOT IN (0, 1);
  `)
}

const countedSchema = z.object({ id: z.string(), count: z.number() })
const placedSchema = z.object({ sequence: z.number(), position: z.number() })

/** Positions run from 1 without gaps: one that is missing gets an empty message that says that it is lost. */
function closeGaps(db: Database, conversation: number): void {
  const { id, count } = countedSchema.parse(
    prepare(db, 'SELECT id, message_count AS count FROM conversations WHERE sequence = ?').get(conversation),
  )
  const found = prepare(
    db,
    'SELECT sequence, position FROM messages WHERE conversation_id = ? ORDER BY position, sequence',
  )
    .all(id)
    .map((row) => placedSchema.parse(row))
  const last = found.at(-1)?.position ?? 0
  const end = count > last && count - last <= mostMissing ? count : last
  const isSparse = end - found.length > mostMissing
  const move = prepare(db, 'UPDATE messages SET position = ? WHERE sequence = ?')
  const insert = prepare(
    db,
    `INSERT INTO messages (sequence, id, conversation_id, position, role, status, created_at, remote)
      VALUES ((SELECT 1 + coalesce(max(sequence), 0) FROM messages), ?, ?, ?, ${unreadable})`,
  )
  let next = 1
  for (const { sequence, position } of found) {
    for (; next < position && !isSparse; next += 1) insert.run(randomUUID(), id, next)
    if (next !== position) move.run(next, sequence)
    next += 1
  }
  for (; next <= end && !isSparse; next += 1) insert.run(randomUUID(), id, next)
  prepare(db, 'UPDATE conversations SET message_count = ? WHERE sequence = ?').run(next - 1, conversation)
}

/** With the first words of the first question, as the program would have named it. */
function nameLostConversations(db: Database): void {
  const unnamed = prepare(db, "SELECT id FROM conversations WHERE title = '' AND message_count > 0")
    .pluck()
    .all()
  const first = prepare(
    db,
    `SELECT sequence, id FROM messages WHERE conversation_id = ? AND role = 'user' ORDER BY position LIMIT 1`,
  )
  const rename = prepare(db, 'UPDATE conversations SET title = ? WHERE id = ?')
  for (const conversation of unnamed) {
    const place = z
      .object({ sequence: z.number(), id: messageIdSchema })
      .safeParse(first.get(conversation)).data
    const conversationId = conversationIdSchema.safeParse(conversation).data
    const question =
      place && conversationId && findStoredMessage(db, { ...place, conversationId, position: 0 })
    const words = (question?.parts ?? [])
      .flatMap((part) => (part.type === 'text' ? [part.text] : []))
      .join(' ')
    const title = Array.from(words.replace(/\s+/g, ' ').trim()).slice(0, titleLength).join('')
    rename.run(title || lostTitle, conversation)
  }
}

const looseSchema = z.object({ child: z.string(), column: z.string(), parent: z.string(), key: z.string() })

/** Rows of small tables that refer to what was not found. */
function dropLoose(db: Database): void {
  const references = prepare(
    db,
    `SELECT tables.name AS child, keys."from" AS "column", keys."table" AS parent, keys."to" AS "key"
      FROM sqlite_schema AS tables, pragma_foreign_key_list(tables.name) AS keys
      WHERE tables.type = 'table'`,
  )
    .all()
    .flatMap((row) => looseSchema.safeParse(row).data ?? [])
  for (const { child, column, parent, key } of references) {
    db.exec(
      `DELETE FROM ${child} WHERE ${column} IS NOT NULL AND ${column} NOT IN (SELECT ${key} FROM ${parent})`,
    )
  }
  // They have owners of several kinds, which the schema cannot say.
  deleteOrphanAttachments(db)
}

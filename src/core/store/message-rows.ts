// Owns how a message lies in the tables: one row of `messages`, one row of `parts` for each part, a checksum over both.
// What an answer received since then is in pieces.ts; the places of messages in a conversation are in places.ts.
import { z } from 'zod'
import { messageSchema, remoteSchema, usageSchema, type Message } from '#shared/answer.ts'
import { failureSchema } from '#shared/failure.ts'
import { questionOptionsSchema } from '#shared/question.ts'
import { parseJson } from '#shared/parse-json.ts'
import { partSchema, type Part } from '#shared/part.ts'
import { createChecksum } from './checksum.ts'
import { isDamageError, prepare, type Database } from './database.ts'
import type { MessagePlace } from './places.ts'

const rowSchema = z.object({
  id: z.string(),
  conversationId: z.string(),
  role: z.string(),
  status: z.string(),
  createdAt: z.number(),
  endedAt: z.number().nullable(),
  usage: z.string().nullable(),
  failure: z.string().nullable(),
  remote: z.string(),
  options: z.string().nullable(),
})
type Row = z.infer<typeof rowSchema>
const checkedRowSchema = rowSchema.extend({ checksum: z.instanceof(Uint8Array).nullable() })

const partRowSchema = z.object({ type: z.string(), key: z.string(), body: z.string() })
type PartRow = z.infer<typeof partRowSchema>
/** A damaged table answers with rows that were not asked for; they must not be shown as this message's. */
const storedPartRowSchema = partRowSchema.extend({ messageSequence: z.number() })

/** Adds the row of a message that has just been given its place. */
export function insertMessage(db: Database, message: Message, place: MessagePlace): void {
  const row = toRow(message)
  const parts = message.parts.map(toPartRow)
  prepare(
    db,
    `INSERT INTO messages (sequence, position, id, conversation_id, role, status, created_at, ended_at, usage, failure,
      remote, options, checksum) VALUES (@sequence, @position, @id, @conversationId, @role, @status, @createdAt, @endedAt,
      @usage, @failure, @remote, @options, @checksum)`,
  ).run({ ...row, ...place, checksum: checksumOf(message, place, row, parts) })
  insertParts(db, place, parts)
}

/** Writes a message anew in its place. */
export function replaceMessage(db: Database, message: Message, place: MessagePlace): void {
  const row = toRow(message)
  const parts = message.parts.map(toPartRow)
  prepare(
    db,
    `UPDATE messages SET role = @role, status = @status, created_at = @createdAt, ended_at = @endedAt, usage = @usage,
      failure = @failure, remote = @remote, options = @options, checksum = @checksum WHERE sequence = @sequence`,
  ).run({ ...row, ...place, checksum: checksumOf(message, place, row, parts) })
  prepare(db, 'DELETE FROM parts WHERE message_sequence = ?').run(place.sequence)
  insertParts(db, place, parts)
}

/**
 * The message in this place as far as it can be read, or undefined when even its row cannot. Damage never throws: the
 * message says that it is damaged.
 */
export function findStoredMessage(db: Database, place: MessagePlace): Message | undefined {
  try {
    const stored = prepare(
      db,
      `SELECT id, conversation_id AS conversationId, role, status, created_at AS createdAt, ended_at AS endedAt, usage,
        failure, remote, options, checksum FROM messages WHERE sequence = ?`,
    ).get(place.sequence)
    const parsed = checkedRowSchema.safeParse(stored)
    if (!parsed.success) return undefined
    const { checksum, ...row } = parsed.data
    const parts = readPartRows(db, place)
    const isWhole = checksum !== null && createChecksum(fieldsOf(place, row, parts)).equals(checksum)
    const isAnother = row.id !== place.id || row.conversationId !== place.conversationId
    // A whole row under another's name: the index is damaged and must not show one conversation's words in another.
    return isWhole && isAnother ? undefined : parseMessage(place, row, parts, isWhole)
  } catch (error) {
    if (isDamageError(error)) return undefined
    throw error
  }
}

function readPartRows(db: Database, { sequence }: MessagePlace): PartRow[] {
  return prepare(
    db,
    `SELECT type, key, body, message_sequence AS messageSequence FROM parts WHERE message_sequence = ?
      ORDER BY position`,
  )
    .all(sequence)
    .flatMap((row) => storedPartRowSchema.safeParse(row).data ?? [])
    .filter(({ messageSequence }) => messageSequence === sequence)
}

function insertParts(db: Database, { sequence }: MessagePlace, parts: readonly PartRow[]): void {
  const insert = prepare(
    db,
    'INSERT INTO parts (message_sequence, position, type, key, body) VALUES (?, ?, ?, ?, ?)',
  )
  for (const [position, { type, key, body }] of parts.entries())
    insert.run(sequence, position, type, key, body)
}

function parseMessage(
  place: MessagePlace,
  row: Row,
  partRows: readonly PartRow[],
  isWhole: boolean,
): Message {
  let isDamaged = !isWhole
  function read<Value>(schema: z.ZodType<Value>, value: unknown): Value | undefined {
    const parsed = schema.safeParse(value)
    if (!parsed.success) isDamaged = true
    return parsed.data
  }
  function readJson<Value>(schema: z.ZodType<Value>, text: string | null): Value | undefined {
    if (text === null) return undefined
    const parsed = parseJson(text)
    return read(schema, parsed.ok ? parsed.value : undefined)
  }

  function readPart(partRow: PartRow, position: number): Part {
    const part = parsePart(partRow)
    if (part === undefined) isDamaged = true
    return part ?? keepUnreadable(partRow, position)
  }

  const usage = readJson(usageSchema, row.usage)
  const failure = readJson(failureSchema, row.failure)
  const options = readJson(questionOptionsSchema, row.options)
  const message: Message = {
    ...createUnreadable(place),
    role: read(messageSchema.shape.role, row.role) ?? 'assistant',
    status: read(messageSchema.shape.status, row.status) ?? 'interrupted',
    parts: partRows.map(readPart),
    createdAt: row.createdAt,
    ...(row.endedAt === null ? {} : { endedAt: row.endedAt }),
    ...(usage === undefined ? {} : { usage }),
    ...(failure === undefined ? {} : { failure }),
    remote: readJson(remoteSchema, row.remote) ?? {},
    ...(options === undefined ? {} : { options }),
  }
  if (!isDamaged) delete message.isDamaged
  return message
}

function parsePart({ type, key, body }: PartRow): Part | undefined {
  const parsed = parseJson(body)
  if (!parsed.ok || typeof parsed.value !== 'object') return undefined
  return partSchema.safeParse({ ...parsed.value, type, key }).data
}

/** A part that is no longer what it was, as it was found. */
function keepUnreadable({ type, key, body }: PartRow, position: number): Part {
  return { type: 'unknown', key: key.slice(0, 400) || `unreadable:${position}`, name: type, raw: body }
}

/** What is left of a message when its row cannot be read. */
export function createUnreadable({ id, conversationId }: MessagePlace): Message {
  return {
    id,
    conversationId,
    role: 'assistant',
    status: 'interrupted',
    parts: [],
    createdAt: 0,
    remote: {},
    isDamaged: true,
  }
}

function toRow(message: Message): Row {
  const {
    id,
    conversationId,
    role,
    status,
    createdAt,
    endedAt = null,
    usage,
    failure,
    remote,
    options,
  } = message
  return {
    id,
    conversationId,
    role,
    status,
    createdAt,
    endedAt,
    usage: usage === undefined ? null : JSON.stringify(usage),
    failure: failure === undefined ? null : JSON.stringify(failure),
    remote: JSON.stringify(remote),
    options: options === undefined ? null : JSON.stringify(options),
  }
}

function toPartRow({ type, key, ...body }: Part): PartRow {
  return { type, key, body: JSON.stringify(body) }
}

/** None for a message that was damaged already: it must not look whole when it is read again. */
function checksumOf(
  message: Message,
  place: MessagePlace,
  row: Row,
  parts: readonly PartRow[],
): Buffer | null {
  return message.isDamaged ? null : createChecksum(fieldsOf(place, row, parts))
}

/** Everything but the position, which changes when an earlier message is deleted. */
function* fieldsOf(
  { sequence }: MessagePlace,
  row: Row,
  parts: readonly PartRow[],
): Generator<string | number | null> {
  yield sequence
  yield row.id
  yield row.conversationId
  yield row.role
  yield row.status
  yield row.createdAt
  yield row.endedAt
  yield row.usage
  yield row.failure
  yield row.remote
  // Messages that were written before there were any have none, and keep their checksum.
  if (row.options !== null) yield row.options
  for (const { type, key, body } of parts) {
    yield type
    yield key
    yield body
  }
}

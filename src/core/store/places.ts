// Owns where the messages of a conversation lie and in which order. Positions run from 1 to the conversation's
// `message_count` without gaps, which is how a message that an index has lost is missed.
import { assert } from '#shared/assert-never.ts'
import { messageSchema, type Message } from '#shared/answer.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { ConversationId, MessageId } from '#shared/ids.ts'
import { z } from 'zod'
import { isDamageError, prepare, type Database } from './database.ts'

const placeSchema = messageSchema
  .pick({ id: true, conversationId: true })
  .extend({ sequence: z.number().int(), position: z.number().int() })
/** Where a message lies, as an index knows it. */
export type MessagePlace = z.infer<typeof placeSchema>
const columns = 'id, conversation_id AS conversationId, sequence, position'

/** The next place at the end of the conversation of a new message. */
export function takePlace(db: Database, { id, conversationId }: Message): MessagePlace {
  const position = prepare(
    db,
    'UPDATE conversations SET message_count = message_count + 1 WHERE id = ? RETURNING message_count',
  )
    .pluck()
    .get(conversationId)
  if (typeof position !== 'number') throw new FailureError(createFailure('not-found'))
  const sequence = prepare(db, 'SELECT 1 + coalesce(max(sequence), 0) FROM messages').pluck().get()
  assert(typeof sequence === 'number', 'A table always has a next sequence.')
  return { id, conversationId, sequence, position }
}

/** Opens a gap behind this position, for so many messages to take their places there. */
export function openGap(
  db: Database,
  conversationId: ConversationId,
  position: number,
  length: number,
): void {
  prepare(db, 'UPDATE messages SET position = position + ? WHERE conversation_id = ? AND position > ?').run(
    length,
    conversationId,
    position,
  )
}

/**
 * The position behind which a message belongs by its time, and never before this one. Of the same time, a question stands
 * before an answer.
 */
export function findPositionByTime(db: Database, message: Message, notBefore: number): number {
  const { conversationId, createdAt, role } = message
  const found = prepare(
    db,
    `SELECT position FROM messages WHERE conversation_id = ? AND position > ?
      AND (created_at, role = 'assistant') <= (?, ?) ORDER BY position DESC LIMIT 1`,
  )
    .pluck()
    .get(conversationId, notBefore, createdAt, Number(role === 'assistant'))
  return typeof found === 'number' ? found : notBefore
}

/** Closes the gap that a deleted message has left. */
export function closePlace(db: Database, { conversationId, position }: MessagePlace): void {
  prepare(db, 'UPDATE messages SET position = position - 1 WHERE conversation_id = ? AND position > ?').run(
    conversationId,
    position,
  )
  prepare(db, 'UPDATE conversations SET message_count = message_count - 1 WHERE id = ?').run(conversationId)
}

export function findPlace(db: Database, id: MessageId): MessagePlace | undefined {
  const { data } = placeSchema.safeParse(prepare(db, `SELECT ${columns} FROM messages WHERE id = ?`).get(id))
  return data?.id === id ? data : undefined
}

export function getPlace(db: Database, id: MessageId): MessagePlace {
  const place = findPlace(db, id)
  if (place === undefined) throw new FailureError(createFailure('not-found'))
  return place
}

/** Messages that nothing has ended yet, oldest first; none when a damaged index cannot name them. */
export function listUnfinishedPlaces(db: Database): MessagePlace[] {
  try {
    return prepare(db, `SELECT ${columns} FROM messages WHERE status IN ('sending', 'streaming')`)
      .all()
      .flatMap((row) => placeSchema.safeParse(row).data ?? [])
      .sort((one, other) => one.sequence - other.sequence)
  } catch (error) {
    if (isDamageError(error)) return []
    throw error
  }
}

/** Which stretch of a conversation: its end, or what lies before, after, or on both sides of a message or a position. */
export interface PlaceQuery {
  readonly before?: MessageId | undefined
  readonly after?: MessageId | undefined
  readonly around?: MessageId | undefined
  /** From 1; one beyond the end means the end. */
  readonly position?: number | undefined
  readonly limit: number
}

export interface ListedPlace extends MessagePlace {
  /** Whether a message that should be next to this one cannot be found. */
  readonly isBesideGap: boolean
}

export interface PlaceStretch {
  /** Oldest first. */
  readonly places: ListedPlace[]
  readonly hasEarlier: boolean
  readonly hasLater: boolean
}

/** Where a stretch should begin and end. What cannot be found is made up for beyond the end that is not fixed. */
interface Range {
  readonly first: number
  readonly last: number
  readonly fixed: 'first' | 'last'
}

/** The places of a stretch; of several that are named, `around` counts before `position`, `after` and `before`, in this order. */
export function listPlaces(db: Database, conversationId: ConversationId, query: PlaceQuery): PlaceStretch {
  const count = countMessages(db, conversationId)
  const range = findRange(db, conversationId, query, count)
  const places = selectRange(db, conversationId, range, query.limit, count)
  return {
    places,
    hasEarlier: (places[0]?.position ?? range.first) > 1,
    hasLater: Math.max(range.last, places.at(-1)?.position ?? 0) < count,
  }
}

function findRange(db: Database, id: ConversationId, query: PlaceQuery, count: number): Range {
  const { before, after, around, position, limit } = query
  const middle = around === undefined ? position : getPositionIn(db, id, around)
  if (middle !== undefined) {
    const last = Math.min(count, Math.max(limit, middle + Math.floor(limit / 2)))
    return { first: Math.max(1, last - limit + 1), last, fixed: 'last' }
  }
  if (after !== undefined) {
    const first = getPositionIn(db, id, after) + 1
    return { first, last: Math.min(count, first + limit - 1), fixed: 'first' }
  }
  const last = before === undefined ? count : getPositionIn(db, id, before) - 1
  return { first: Math.max(1, last - limit + 1), last, fixed: 'last' }
}

function selectRange(
  db: Database,
  conversationId: ConversationId,
  { first, last, fixed }: Range,
  limit: number,
  count: number,
): ListedPlace[] {
  const select = (source: string): MessagePlace[] =>
    fixed === 'first'
      ? selectPlaces(db, source, conversationId, 'position >= ? ORDER BY position', first, limit)
      : selectPlaces(
          db,
          source,
          conversationId,
          'position <= ? ORDER BY position DESC',
          // A count that is too small hides nothing.
          last === count ? Number.MAX_SAFE_INTEGER : last,
          limit,
        )

  const indexed = markGaps(select('messages'), first, last)
  if (indexed.length === last - first + 1 && !indexed.some(({ isBesideGap }) => isBesideGap)) return indexed
  // The index has lost something: slowly, but the table itself may still have it.
  const scanned = markGaps(select('messages NOT INDEXED'), first, last)
  const places = scanned.length >= indexed.length ? scanned : indexed
  assert(places.length > 0, 'The messages of this conversation cannot be read from the disk.')
  return places
}

/**
 * The places at these positions of a conversation, oldest first; none where nothing can be read. `last`: the position that
 * the last message had when it was asked.
 */
export function listPlacesFrom(
  db: Database,
  conversationId: ConversationId,
  first: number,
  limit: number,
): { readonly places: readonly ListedPlace[]; readonly last: number } {
  const last = countMessages(db, conversationId)
  const end = Math.min(first + limit, last + 1)
  const select = (source: string): ListedPlace[] => {
    const condition = 'position >= ? ORDER BY position'
    const places = selectPlaces(db, source, conversationId, condition, first, limit)
    return markGaps(
      places.filter(({ position }) => position < end),
      first,
      end - 1,
    )
  }
  const indexed = select('messages')
  if (indexed.length >= end - first) return { places: indexed, last }
  // The index has lost something: slowly, but the table itself may still have it.
  const scanned = select('messages NOT INDEXED')
  return { places: scanned.length > indexed.length ? scanned : indexed, last }
}

/** How many messages of the conversation lie before the first of these and after the last of them. */
export function countBeside(
  db: Database,
  conversationId: ConversationId,
  ids: readonly MessageId[],
): { readonly earlier: number; readonly later: number } {
  const count = countMessages(db, conversationId)
  const [first, last] = [ids[0], ids.at(-1)].map((id) => id && findPlace(db, id)?.position)
  if (first === undefined || last === undefined) return { earlier: 0, later: 0 }
  return { earlier: Math.max(0, first - 1), later: Math.max(0, count - last) }
}

function getPositionIn(db: Database, conversationId: ConversationId, id: MessageId): number {
  const place = getPlace(db, id)
  if (place.conversationId !== conversationId) throw new FailureError(createFailure('not-found'))
  return place.position
}

function countMessages(db: Database, conversationId: ConversationId): number {
  const count = prepare(db, 'SELECT message_count FROM conversations WHERE id = ?')
    .pluck()
    .get(conversationId)
  if (typeof count !== 'number') throw new FailureError(createFailure('not-found'))
  return count
}

/**
 * Oldest first; what cannot be read is missing. A damaged index answers with rows that were not asked for: they are
 * compared, or one conversation would show the words of another.
 */
function selectPlaces(
  db: Database,
  source: string,
  conversationId: ConversationId,
  condition: string,
  position: number,
  limit: number,
): MessagePlace[] {
  try {
    return prepare(db, `SELECT ${columns} FROM ${source} WHERE conversation_id = ? AND ${condition} LIMIT ?`)
      .all(conversationId, position, limit)
      .flatMap((row) => placeSchema.safeParse(row).data ?? [])
      .filter((place) => place.conversationId === conversationId)
      .sort((one, other) => one.position - other.position)
  } catch (error) {
    if (isDamageError(error)) return []
    throw error
  }
}

function markGaps(places: readonly MessagePlace[], first: number, last: number): ListedPlace[] {
  return places.map((place, index) => {
    const previous = places[index - 1]?.position ?? first - 1
    const next = places[index + 1]?.position ?? last + 1
    return { ...place, isBesideGap: previous !== place.position - 1 || next !== place.position + 1 }
  })
}

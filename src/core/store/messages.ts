// Owns what the engine does with messages: a turn begins, pieces arrive, a message ends, a conversation is read back.
// How a message lies in the tables is in message-rows.ts, its place in the conversation in places.ts, what running
// answers have received in pieces.ts.
import { applyAnswerEvent, hasEnded, type Message } from '#shared/answer.ts'
import { createFailure } from '#shared/failure.ts'
import type { ConversationId, MessageId } from '#shared/ids.ts'
import { deleteSlicesOf } from './cited-slices.ts'
import { compactLongLog, compactPieces, dropOldPieces } from './compact-pieces.ts'
import { prepare, write, writeDurably, type Database } from './database.ts'
import { createUnreadable, findStoredMessage, insertMessage, replaceMessage } from './message-rows.ts'
import { foldPieces, insertPieces, readPieceLog, type PieceBatch, type PieceLog } from './pieces.ts'
import {
  closePlace,
  findPlace,
  getPlace,
  listPlaces,
  listPlacesFrom,
  listUnfinishedPlaces,
  takePlace,
  type ListedPlace,
  type MessagePlace,
  type PlaceQuery,
} from './places.ts'

/** Adds messages to the end of their conversation, in this order. */
export function insertTurn(db: Database, messages: readonly Message[]): void {
  write(db, () => {
    for (const message of messages) insertMessage(db, message, takePlace(db, message))
  })
}

/**
 * Appends what running answers have received, all in one transaction. It survives the death of the process from then on.
 * Pieces for a message that has ended or was deleted are dropped, as the fold would drop them.
 */
export function appendPieces(db: Database, batches: readonly PieceBatch[]): void {
  write(db, () => compactLongLog(db, insertPieces(db, batches)))
}

/** Like `updateMessage` for messages that have ended, all in one transaction. They are on the disk when this returns. */
export function finishMessages(db: Database, messages: readonly Message[]): void {
  writeDurably(db, () => {
    for (const message of messages) replace(db, message)
    dropOldPieces(db)
  })
}

/** Writes a message as a whole, in the place of its pieces. One that was deleted meanwhile is left alone. */
export function updateMessage(db: Database, message: Message): void {
  write(db, () => {
    // Its pieces must not be added to what is written now.
    if (!hasEnded(message)) compactPieces(db)
    replace(db, message)
  })
}

function replace(db: Database, message: Message): void {
  const place = findPlace(db, message.id)
  if (place !== undefined) replaceMessage(db, message, place)
}

export function deleteMessage(db: Database, id: MessageId): void {
  write(db, () => {
    const place = getPlace(db, id)
    const { conversationId, position } = place
    deleteSlicesOf(db, { conversationId, first: position, last: position })
    prepare(db, 'DELETE FROM messages WHERE sequence = ?').run(place.sequence)
    closePlace(db, place)
    compactPieces(db)
  })
}

export function getMessage(db: Database, id: MessageId): Message {
  return createReader(db)(getPlace(db, id))
}

export interface MessageStretch {
  /** Oldest first. */
  readonly messages: Message[]
  readonly hasEarlier: boolean
  readonly hasLater: boolean
}

/**
 * The last messages of a conversation, or those that the query names. A message that is damaged, or next to one that
 * cannot be found at all, says so; the others are not affected.
 */
export function listMessages(
  db: Database,
  conversationId: ConversationId,
  query: PlaceQuery,
): MessageStretch {
  const { places, hasEarlier, hasLater } = listPlaces(db, conversationId, query)
  const read = createReader(db)
  return {
    messages: places.map((place) => markGap(read(place), place)),
    hasEarlier,
    hasLater,
  }
}

/**
 * The messages of a conversation from the oldest on, in stretches of `limit`: for reading it whole without holding it whole.
 * Each stretch is read when it is asked for, as the conversation is by then. Damage is marked as by `listMessages`.
 */
export function* readMessages(
  db: Database,
  conversationId: ConversationId,
  limit: number,
): Generator<Message[]> {
  for (let first = 1; ; first += limit) {
    const { places, last } = listPlacesFrom(db, conversationId, first, limit)
    const read = createReader(db)
    const messages = places.map((place) => markGap(read(place), place))
    if (messages.length > 0) yield messages
    if (first + limit > last) return
  }
}

function markGap(message: Message, { isBesideGap }: ListedPlace): Message {
  return isBesideGap ? { ...message, isDamaged: true } : message
}

/**
 * What was still open when the program ended, as it has ended thereby; the caller writes it. An answer keeps what it had
 * received and says why it ended; a question says nothing more, because its answer does. To be called before anything
 * is asked.
 */
export function listInterrupted(db: Database, endedAt: number): Message[] {
  const log = readPieceLog(db)
  return listUnfinishedPlaces(db).flatMap((place) => {
    const stored = findStoredMessage(db, place)
    if (stored === undefined) return [] // damaged; writing would destroy what may still be saved
    return [interrupt(foldPieces(log, stored, place.sequence), endedAt)]
  })
}

/** The end of an answer may have been its last piece: then it has ended as it says. */
function interrupt(message: Message, endedAt: number): Message {
  if (hasEnded(message)) return message
  const failure = message.role === 'assistant' ? { failure: createFailure('stopped-with-program') } : {}
  return applyAnswerEvent(message, { type: 'answer-end', status: 'interrupted', endedAt, ...failure })
}

/** Reads messages as they are by now. The log is read for the first that runs, and once. */
function createReader(db: Database): (place: MessagePlace) => Message {
  let log: PieceLog | undefined
  return (place) => {
    const stored = findStoredMessage(db, place) ?? createUnreadable(place)
    if (hasEnded(stored)) return stored
    log ??= readPieceLog(db)
    return foldPieces(log, stored, place.sequence)
  }
}

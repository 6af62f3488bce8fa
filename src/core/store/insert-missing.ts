// Owns how messages come into a conversation that may have some of them already, from a file or from the service's own
// record: what is here stays as it is, what is missing gets its place among it. Where messages lie is places.ts's matter.
import { hasEnded, type Message } from '#shared/answer.ts'
import type { MessageId } from '#shared/ids.ts'
import { prepare, write, type Database } from './database.ts'
import { insertMessage } from './message-rows.ts'
import { findPlace, findPositionByTime, openGap, takePlace } from './places.ts'

/** `here`: in its conversation. `elsewhere`: another conversation has a message of this id. */
export type ImportedPlace = 'free' | 'here' | 'elsewhere'

export function findImportedPlace(
  db: Database,
  { id, conversationId }: Pick<Message, 'id' | 'conversationId'>,
): ImportedPlace {
  const place = findPlace(db, id)
  if (place === undefined) return 'free'
  return place.conversationId === conversationId ? 'here' : 'elsewhere'
}

export interface InsertedMissing {
  readonly addedIds: readonly MessageId[]
  readonly here: number
  readonly elsewhere: number
}

/**
 * Adds those of the messages, all of one conversation and all at their end, that are not in it. They keep their order: each
 * stands somewhere behind the one before it (`after` is the one before the first), where its time belongs. All in one
 * transaction; the cost grows with what stands behind the places. Throws when the conversation is not there.
 */
export function insertMissing(
  db: Database,
  messages: readonly Message[],
  after?: MessageId | undefined,
): InsertedMissing {
  const addedIds: MessageId[] = []
  const counts = { here: 0, elsewhere: 0 }
  /** Missing messages that follow each other behind one position; they are inserted together. */
  let run: Message[] = []
  let position = 0

  function insertRun(): void {
    const [first] = run
    if (!first) return
    openGap(db, first.conversationId, position, run.length)
    for (const message of run) {
      position += 1
      insertMessage(db, message, { ...takePlace(db, message), position })
      addedIds.push(message.id)
    }
    run = []
  }

  write(db, () => {
    position = (after && findPlace(db, after)?.position) ?? 0
    const taken = new Set<MessageId>()
    for (const message of messages.filter(hasEnded)) {
      const place = taken.has(message.id) ? 'here' : findImportedPlace(db, message)
      taken.add(message.id)
      if (place === 'free') {
        const behind = findPositionByTime(db, message, position)
        if (behind > position) {
          insertRun()
          position = findPositionByTime(db, message, position)
        }
        run.push(message)
      } else {
        counts[place] += 1
        if (place === 'elsewhere') continue
        insertRun()
        position = findPlace(db, message.id)?.position ?? position
      }
    }
    insertRun()
  })
  return { addedIds, ...counts }
}

/** A conversation that has grown is as new as what was added to it. */
export function touchIfNewer(
  db: Database,
  { id, updatedAt }: { readonly id: string; readonly updatedAt: number },
): void {
  write(db, () =>
    prepare(db, 'UPDATE conversations SET updated_at = ? WHERE id = ? AND updated_at < ?').run(
      updatedAt,
      id,
      updatedAt,
    ),
  )
}

// Owns the table of raw events: what the service sent of an answer, as it was received. A row holds the name on its first
// line, which may be empty, and the body below it. Rows go with their messages.
import { z } from 'zod'
import type { MessageId } from '#shared/ids.ts'
import type { RawEvent } from '#shared/raw-event.ts'
import { prepare, write, type Database } from './database.ts'

const rowSchema = z.object({ position: z.number().int(), at: z.number().int(), data: z.string() })

/** Adds events behind those that are there, in this order. Those of an answer that was deleted meanwhile are dropped. */
export function appendRawEvents(db: Database, messageId: MessageId, events: readonly RawEvent[]): void {
  write(db, () => {
    const insert = prepare(
      db,
      `INSERT INTO raw_events (message_id, position, at, data)
        SELECT id, 1 + coalesce((SELECT max(position) FROM raw_events WHERE message_id = @messageId), 0), @at, @data
        FROM messages WHERE id = @messageId`,
    )
    for (const { at, name, text } of events)
      insert.run({ messageId, at, data: `${name.replace(/\s+/g, ' ')}\n${text}` })
  })
}

/** From behind a position (0: from the first), as many as have so many characters together, and at least one. */
export function listRawEvents(
  db: Database,
  messageId: MessageId,
  after: number,
  maxLength: number,
): { readonly events: RawEvent[]; readonly next: number | null } {
  const rows = prepare(
    db,
    'SELECT position, at, data FROM raw_events WHERE message_id = ? AND position > ? ORDER BY position',
  )
  const events: RawEvent[] = []
  let last = after
  let length = 0
  for (const row of rows.iterate(messageId, after)) {
    const { data: parsed } = rowSchema.safeParse(row)
    if (!parsed) continue
    const { position, at, data } = parsed
    if (events.length > 0 && length + data.length > maxLength) return { events, next: last }
    const lineEnd = data.indexOf('\n')
    events.push({ at, name: data.slice(0, Math.max(0, lineEnd)), text: data.slice(lineEnd + 1) })
    last = position
    length += data.length
  }
  return { events, next: null }
}

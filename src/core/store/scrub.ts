// Owns the look at what SQLite's own check does not see: every message against its checksum, the positions of every
// conversation, every kept file against its name. In slices, so that it can stop anywhere and go on in another run.
// SQLite's check is in check.ts; when all of this is done is the engine's matter.
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { conversationIdSchema, messageIdSchema } from '#shared/ids.ts'
import type { Finding, ScrubPlace } from '#shared/integrity.ts'
import { isDamageError, prepare, type Database } from './database.ts'
import { findStoredMessage } from './message-rows.ts'

export interface ScrubSlice {
  /** Where the next slice begins; null when everything has been looked at. */
  readonly next: ScrubPlace | null
  /** Messages and files that were looked at. */
  readonly checked: number
  readonly findings: readonly Finding[]
}

export const scrubStart: ScrubPlace = { stage: 'messages', after: 0 }

/** A few milliseconds each. */
const messagesAtOnce = 50
const conversationsAtOnce = 50

/** Looks at a few of what comes after this place. Damage never throws: it is what is looked for. */
export async function scrubSlice(db: Database, dataDir: string, place: ScrubPlace): Promise<ScrubSlice> {
  if (place.stage === 'messages') return scrubMessages(db, place.after)
  if (place.stage === 'conversations') return scrubConversations(db, place.after)
  return scrubFile(db, dataDir, place.after)
}

const messageSchema = z.object({
  sequence: z.number(),
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  position: z.number(),
  /** Whether it was damaged when it was written, and says so since. */
  isKnown: z.number(),
})

function scrubMessages(db: Database, after: number): ScrubSlice {
  const rows = listRows(db, after)
  if (rows === undefined) return skipDamagedPage(db, after)
  const findings = rows.flatMap((row): Finding[] => {
    const { data } = messageSchema.safeParse(row)
    // A row of which not even this can be read: whose it was is not known.
    if (data === undefined) return [{ type: 'row' }]
    const { id, conversationId, isKnown } = data
    if (isKnown) return [{ type: 'known', conversationId, messageId: id }]
    const message = findStoredMessage(db, data)
    return message === undefined || message.isDamaged
      ? [{ type: 'message', conversationId, messageId: id }]
      : []
  })
  const last = sequenceOf(rows.at(-1))
  return {
    next: last === undefined ? { stage: 'conversations', after: 0 } : { stage: 'messages', after: last },
    checked: rows.length,
    findings,
  }
}

function sequenceOf(row: unknown): number | undefined {
  return z.object({ sequence: z.number() }).safeParse(row).data?.sequence
}

/** Undefined when a page on the way is damaged. */
function listRows(db: Database, after: number, limit = messagesAtOnce): unknown[] | undefined {
  try {
    return prepare(
      db,
      `SELECT sequence, id, conversation_id AS conversationId, position, checksum IS NULL AS isKnown
        FROM messages WHERE sequence > ? ORDER BY sequence LIMIT ?`,
    ).all(after, limit)
  } catch (error) {
    if (isDamageError(error)) return undefined
    throw error
  }
}

/**
 * The first row that can be read behind the damage, found by halving: what lies between belongs to conversations whose
 * positions then have a gap, or whose rows an index still names.
 */
function skipDamagedPage(db: Database, after: number): ScrubSlice {
  const one = listRows(db, after, 1)
  if (one !== undefined && one.length > 0) {
    // The damage is further on: the rows before it are looked at one by one.
    const { data } = messageSchema.safeParse(one[0])
    const message = data && findStoredMessage(db, data)
    const isWhole = message !== undefined && (message.isDamaged !== true || data?.isKnown === 1)
    return {
      next: { stage: 'messages', after: sequenceOf(one[0]) ?? after + 1 },
      checked: 1,
      findings: isWhole
        ? []
        : [
            data
              ? { type: 'message', conversationId: data.conversationId, messageId: data.id }
              : { type: 'row' },
          ],
    }
  }
  for (let step = 1; step < 2 ** 40; step *= 2) {
    if ((listRows(db, after + step, 1)?.length ?? 0) > 0) {
      return {
        next: { stage: 'messages', after: after + Math.max(1, Math.floor(step / 2)) },
        checked: 0,
        findings: [{ type: 'row' }],
      }
    }
  }
  return { next: { stage: 'conversations', after: 0 }, checked: 0, findings: [{ type: 'row' }] }
}

const conversationSchema = z.object({ sequence: z.number(), id: conversationIdSchema, count: z.number() })
const placesSchema = z.object({ count: z.number(), distinct: z.number(), last: z.number().nullable() })

function scrubConversations(db: Database, after: number): ScrubSlice {
  const rows = attempt(() =>
    prepare(
      db,
      `SELECT sequence, id, message_count AS count FROM conversations WHERE sequence > ?
        ORDER BY sequence LIMIT ${conversationsAtOnce}`,
    ).all(after),
  )
  if (rows === undefined)
    return { next: { stage: 'files', after: '' }, checked: 0, findings: [{ type: 'row' }] }
  const findings = rows.flatMap((row): Finding[] => {
    const { data } = conversationSchema.safeParse(row)
    if (data === undefined) return [{ type: 'row' }]
    const places = placesSchema.safeParse(
      attempt(() =>
        prepare(
          db,
          `SELECT count(*) AS count, count(DISTINCT position) AS "distinct", max(position) AS last FROM messages
            WHERE conversation_id = ?`,
        ).get(data.id),
      ),
    ).data
    const isWhole =
      places?.count === data.count && places.distinct === data.count && (places.last ?? 0) === data.count
    return isWhole ? [] : [{ type: 'gap', conversationId: data.id }]
  })
  const last = sequenceOf(rows.at(-1))
  return {
    next: last === undefined ? { stage: 'files', after: '' } : { stage: 'conversations', after: last },
    checked: 0,
    findings,
  }
}

async function scrubFile(db: Database, dataDir: string, after: string): Promise<ScrubSlice> {
  const hash = attempt(() =>
    prepare(db, 'SELECT hash FROM files WHERE hash > ? ORDER BY hash LIMIT 1').pluck().get(after),
  )
  if (typeof hash !== 'string') return { next: null, checked: 0, findings: [] }
  const isWhole =
    /^[0-9a-f]{64}$/.test(hash) && (await hashFile(join(dataDir, 'files', hash.slice(0, 2), hash))) === hash
  return {
    next: { stage: 'files', after: hash },
    checked: 1,
    findings: isWhole ? [] : [{ type: 'file', hash }],
  }
}

/** Undefined when it cannot be read to its end. */
async function hashFile(file: string): Promise<string | undefined> {
  const sum = createHash('sha256')
  try {
    await using handle = await open(file, 'r')
    for await (const piece of handle.createReadStream({ autoClose: false })) sum.update(piece as Buffer)
    return sum.digest('hex')
  } catch {
    return undefined
  }
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch (error) {
    if (isDamageError(error)) return undefined
    throw error
  }
}

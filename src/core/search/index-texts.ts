// Owns what the index knows of every message: its texts and their grams. Newer messages are added above all others and,
// while the index is made, older ones below, so that ids ascend with time; where they do not, the blocks say so.
import { z } from 'zod'
import { searchKindSchema, type SearchKind } from '#shared/search.ts'
import { prepare, type Database } from '#core/store/database.ts'
import { writeGrams } from './grams.ts'
import { normalise } from '#shared/search-text/normalise.ts'
import type { MessageTexts } from './read-message.ts'

/** The first id. Numbers of this size are short in the index, and nobody has so many texts. */
const middle = 2 ** 27
/** Ids of one block; a search that must look further than its hits looks at no more than so many. */
export const blockLength = 1024

const endsSchema = z.tuple([z.number().nullable(), z.number().nullable()])
const storedSchema = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.string()])

/** Whether the index has a text of this message. */
export function hasTexts(index: Database, sequence: number): boolean {
  return prepare(index, 'SELECT 1 FROM texts WHERE message = ? LIMIT 1').get(sequence) !== undefined
}

/**
 * Writes what the message is by now, above all others; `undefined` for one that is gone. Gives whether something was taken
 * out. To be called in a transaction.
 */
export function replaceTexts(index: Database, sequence: number, message: MessageTexts | undefined): boolean {
  const stored = prepare(
    index,
    'SELECT id, conversation, created_at, kind, has_file, text FROM texts WHERE message = ? ORDER BY id',
  )
    .raw()
    .all(sequence)
    .map((row) => storedSchema.parse(row))
  const rows = message ? toRows(message) : []
  const isSame =
    stored.length === rows.length &&
    stored.every((row, place) => row.slice(1).every((value, column) => value === rows[place]?.[column]))
  if (isSame) return false
  for (const row of stored) {
    const [id, text] = [row[0], row[5]]
    prepare(index, "INSERT INTO grams (grams, rowid, entries) VALUES ('delete', ?, ?)").run(
      id,
      writeGrams(normalise(text)),
    )
    prepare(index, 'DELETE FROM texts WHERE id = ?').run(id)
  }
  const firstId = readEnds(index).highest + 1
  for (const [place, row] of rows.entries()) insertText(index, sequence, row, firstId + place, 'above')
  for (const [place, row] of rows.entries()) insertGrams(index, row, firstId + place)
  return stored.length > 0
}

/** Adds messages that the index does not have, oldest first, below all others. To be called in a transaction. */
export function prependTexts(index: Database, messages: readonly MessageTexts[]): void {
  const rows = messages.flatMap((message) =>
    toRows(message).map((row) => ({ row, sequence: message.sequence })),
  )
  const firstId = readEnds(index).lowest - rows.length
  for (const [place, { row, sequence }] of [...rows.entries()].reverse()) {
    insertText(index, sequence, row, firstId + place, 'below')
  }
  // Only in the order of the ids does FTS5 take them without a flush for each.
  for (const [place, { row }] of rows.entries()) insertGrams(index, row, firstId + place)
}

function readEnds(index: Database): { lowest: number; highest: number } {
  // Two look-ups; asked for in one, SQLite would read the whole table.
  const row = prepare(index, 'SELECT (SELECT min(id) FROM texts), (SELECT max(id) FROM texts)').raw().get()
  const [lowest, highest] = endsSchema.parse(row)
  return { lowest: lowest ?? middle, highest: highest ?? middle - 1 }
}

type Row = readonly [conversation: number, createdAt: number, kind: number, hasFile: number, text: string]

function toRows({ conversation, createdAt, hasFile, texts }: MessageTexts): Row[] {
  return texts.map(({ kind, text }) => [conversation, createdAt, writeKind(kind), Number(hasFile), text])
}

/** Adds a text on one side of all others. */
function insertText(
  index: Database,
  sequence: number,
  [conversation, createdAt, kind, hasFile, text]: Row,
  id: number,
  side: 'above' | 'below',
): void {
  prepare(
    index,
    `INSERT INTO texts (id, message, conversation, created_at, kind, has_file, text) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(id, sequence, conversation, createdAt, kind, hasFile, text)
  const isInOrder = side === 'above' ? '@time >= newest' : '@time <= oldest'
  prepare(
    index,
    `INSERT INTO blocks (block, oldest, newest, is_ordered) VALUES (@block, @time, @time, 1) ON CONFLICT (block)
      DO UPDATE SET oldest = min(oldest, @time), newest = max(newest, @time),
        is_ordered = is_ordered AND ${isInOrder}`,
  ).run({ block: Math.floor(id / blockLength), time: createdAt })
}

function insertGrams(index: Database, row: Row, id: number): void {
  prepare(index, 'INSERT INTO grams (rowid, entries) VALUES (?, ?)').run(id, writeGrams(normalise(row[4])))
}

function writeKind(kind: SearchKind): number {
  return searchKindSchema.options.indexOf(kind)
}

/** Undefined for what `writeKind` has not written. */
export function readKind(kind: number): SearchKind | undefined {
  return searchKindSchema.options[kind]
}

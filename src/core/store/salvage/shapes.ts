// Owns what the rows of each table look like, asked of an empty history of today's shape: the salvage tells by it which
// table a page belonged to when nothing else says so, and that a row which it found can be one.
import { z } from 'zod'
import type { Database } from '../database.ts'
import type { Cell } from './page-cells.ts'
import type { StoredValue } from './record.ts'

const columnSchema = z.object({
  name: z.string(),
  type: z.string(),
  notnull: z.number(),
  dflt_value: z.string().nullable(),
  pk: z.number(),
  hidden: z.number(),
})
const tableSchema = z.object({ name: z.string(), sql: z.string() })

export interface TableShape {
  readonly name: string
  readonly kind: 'table' | 'index'
  /** In the order in which a record holds them. */
  readonly columns: readonly Column[]
  /** Columns from this one on were added later: older rows end before them. */
  readonly required: number
}

interface Column {
  readonly name: string
  readonly type: string
  readonly isRequired: boolean
  readonly hasDefault: boolean
  /** Its value is the rowid; the record holds NULL in its place. */
  readonly isRowid: boolean
}

/** The index that knows where each message lies, also when the message itself is lost. */
export const placesIndex: TableShape = {
  name: 'messages_by_position',
  kind: 'index',
  columns: [
    { name: 'conversation_id', type: 'TEXT' },
    { name: 'position', type: 'INTEGER' },
    { name: 'id', type: 'TEXT' },
    { name: 'sequence', type: 'INTEGER' },
  ].map((column) => ({ ...column, isRequired: true, hasDefault: false, isRowid: false })),
  required: 4,
}

/** Of every table with rows of its own, in the order in which they were made: none refers to a later one but by mistake. */
export function listShapes(db: Database): TableShape[] {
  return db
    .prepare(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
    )
    .all()
    .flatMap((row) => tableSchema.safeParse(row).data ?? [])
    .map(({ name, sql }) => describeTable(db, name, /WITHOUT\s+ROWID\s*$/i.test(sql)))
}

function describeTable(db: Database, name: string, isIndex: boolean): TableShape {
  const columns = db
    .prepare('SELECT * FROM pragma_table_xinfo(?) ORDER BY cid')
    .all(name)
    .flatMap((row) => columnSchema.safeParse(row).data ?? [])
    // Computed columns lie on no page.
    .filter(({ hidden }) => hidden === 0)
  const keys = columns.filter(({ pk }) => pk > 0)
  const ordered = isIndex
    ? [...keys.sort((one, other) => one.pk - other.pk), ...columns.filter(({ pk }) => pk === 0)]
    : columns
  const shaped = ordered.map(({ name: column, type, notnull, dflt_value, pk }) => ({
    name: column,
    type,
    isRequired: notnull === 1 || (isIndex && pk > 0),
    hasDefault: dflt_value !== null || notnull === 0,
    isRowid: !isIndex && keys.length === 1 && pk === 1 && type === 'INTEGER',
  }))
  const lastRequired = shaped.findLastIndex(({ hasDefault, isRowid }) => !hasDefault && !isRowid)
  return { name, kind: isIndex ? 'index' : 'table', columns: shaped, required: lastRequired + 1 }
}

/** The columns that a cell says something of, or undefined when it cannot be a row of this table. */
export function readRow(shape: TableShape, cell: Cell): Record<string, StoredValue> | undefined {
  const { values, rowid } = cell
  if (values.length < shape.required || values.length > shape.columns.length) return undefined
  const row: Record<string, StoredValue> = {}
  for (const [index, value] of values.entries()) {
    const column = shape.columns[index]
    if (column === undefined) return undefined
    const stored = column.isRowid ? (rowid ?? null) : value
    if (column.isRowid ? value !== null || rowid === undefined : !fits(column, value)) return undefined
    row[column.name] = stored
  }
  return row
}

const ids = new Set(['id', 'conversation_id', 'profile_id', 'tag_id'])

export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

/**
 * The tables are STRICT: a value is of the declared type, or NULL where that is allowed. An id that is none is damaged: its
 * row would belong to nobody.
 */
function fits({ name, type, isRequired }: Column, value: StoredValue): boolean {
  if (value === null) return !isRequired
  if (typeof value === 'string') return (type === 'TEXT' || type === 'ANY') && (!ids.has(name) || isId(value))
  if (Buffer.isBuffer(value)) return type === 'BLOB' || type === 'ANY'
  return type === 'INTEGER' || type === 'INT' || type === 'REAL' || type === 'ANY'
}

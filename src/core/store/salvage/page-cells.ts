// Owns what is on one page of a b-tree: its kind, the pages below it, its rows or entries with what of them is on overflow
// pages. Layout from the SQLite document "Database File Format", section 1.6. What cannot be right is left out.
import type { PageFile } from './page-file.ts'
import { decodeRecord, readVarint, type StoredValue } from './record.ts'

export interface Cell {
  /** Only rows of tables have one. */
  readonly rowid: number | undefined
  readonly values: readonly StoredValue[]
}

export interface TreePage {
  /** `table` holds rows by rowid; `index` also the rows of a table without one. */
  readonly kind: 'table' | 'index'
  readonly children: readonly number[]
  readonly cells: readonly Cell[]
}

const kinds: Readonly<Record<number, { readonly kind: TreePage['kind']; readonly isLeaf: boolean }>> = {
  2: { kind: 'index', isLeaf: false },
  5: { kind: 'table', isLeaf: false },
  10: { kind: 'index', isLeaf: true },
  13: { kind: 'table', isLeaf: true },
}
/** The first page begins with the header of the file. */
const fileHeaderLength = 100
/** Larger than any row that this program writes; a damaged length must not take all memory. */
const maxPayload = 256 * 1024 * 1024

/** Undefined for every other page: free, overflow, pointer map, or damaged beyond its first byte. */
export function readTreePage(file: PageFile, number: number): TreePage | undefined {
  const page = file.readPage(number)
  if (page === undefined) return undefined
  const start = number === 1 ? fileHeaderLength : 0
  const type = kinds[page[start] ?? 0]
  if (type === undefined) return undefined
  const count = page.readUInt16BE(start + 3)
  const pointers = start + (type.isLeaf ? 8 : 12)
  if (pointers + 2 * count > file.usableSize) return undefined

  const children = type.isLeaf ? [] : [page.readUInt32BE(start + 8)]
  const cells: Cell[] = []
  for (let index = 0; index < count; index += 1) {
    const offset = page.readUInt16BE(pointers + 2 * index)
    if (offset < pointers || offset + 4 > file.usableSize) continue
    if (!type.isLeaf) children.push(page.readUInt32BE(offset))
    if (type.kind === 'table' && !type.isLeaf) continue
    const cell = readCell(file, page, type.isLeaf ? offset : offset + 4, type.kind)
    if (cell !== undefined) cells.push(cell)
  }
  return { kind: type.kind, children, cells }
}

function readCell(file: PageFile, page: Buffer, offset: number, kind: TreePage['kind']): Cell | undefined {
  const length = readVarint(page, offset)
  if (length === undefined || length.value < 1n || length.value > maxPayload) return undefined
  const rowid = kind === 'table' ? readVarint(page, length.next) : undefined
  if (kind === 'table' && rowid === undefined) return undefined
  const start = rowid?.next ?? length.next
  const payload = readPayload(file, page, start, Number(length.value), kind)
  const values = payload && decodeRecord(payload.bytes)
  if (values === undefined) return undefined
  // The head of a long text is worth more than nothing; its checksum says that it is not whole.
  const kept = payload?.isCut ? values.map(trimText) : values
  return { rowid: rowid && Number(rowid.value), values: kept }
}

const filler = ' '

function trimText(value: StoredValue): StoredValue {
  return typeof value === 'string' ? value.trimEnd() : value
}

interface Payload {
  readonly bytes: Buffer
  /** Its end could not be read, and is filled up. */
  readonly isCut: boolean
}

function readPayload(
  file: PageFile,
  page: Buffer,
  start: number,
  length: number,
  kind: TreePage['kind'],
): Payload | undefined {
  const local = localLength(file.usableSize, length, kind)
  if (start + local > file.usableSize) return undefined
  if (local === length) return { bytes: page.subarray(start, start + local), isCut: false }
  if (start + local + 4 > file.usableSize) return undefined
  const pieces = [page.subarray(start, start + local)]
  let missing = length - local
  let next = page.readUInt32BE(start + local)
  // Each round takes some of what is missing, so a chain that runs in a circle ends as well.
  while (missing > 0) {
    const overflow = next === 0 ? undefined : file.readPage(next)
    if (overflow === undefined) {
      return { bytes: Buffer.concat([...pieces, Buffer.alloc(missing, filler)]), isCut: true }
    }
    const taken = Math.min(missing, file.usableSize - 4)
    pieces.push(overflow.subarray(4, 4 + taken))
    missing -= taken
    next = overflow.readUInt32BE(0)
  }
  return { bytes: Buffer.concat(pieces), isCut: false }
}

/** How much of a payload is on the page itself. */
function localLength(usable: number, length: number, kind: TreePage['kind']): number {
  const most = kind === 'table' ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23
  if (length <= most) return length
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const rest = least + ((length - least) % (usable - 4))
  return rest <= most ? rest : least
}

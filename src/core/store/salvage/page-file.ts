// Owns the pages of a history that SQLite may no longer be able to open: the file itself, and over it what its write-ahead
// log has committed. Reads only. What is on a page is in page-cells.ts.
// Layouts from the SQLite documents "Database File Format" (1.3, 1.6) and "WAL-mode File Format" (4).
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

export interface PageFile {
  readonly pageSize: number
  /** Bytes of a page that hold content; a database may reserve some at its end. */
  readonly usableSize: number
  /** Pages are numbered from 1. */
  readonly pageCount: number
  /** As many bytes as a page has; undefined for what is not there or cannot be read from the disk. */
  readPage(number: number): Buffer | undefined
  close(): void
}

/** What this program's histories have had since the first one. */
const ownPageSize = 4096
const logHeaderLength = 32
const frameHeaderLength = 24

/** Throws the system's error when neither the file nor its log can be opened. */
export function openPageFile(file: string): PageFile {
  const log = openIfThere(`${file}-wal`)
  const main = log === undefined ? openSync(file, 'r') : openIfThere(file)
  const header = (main === undefined ? undefined : read(main, 0, 100)) ?? Buffer.alloc(0)
  const pageSize = readPageSize(header)
  const reserved = header.length > 20 && header.readUInt8(20) <= 32 ? header.readUInt8(20) : 0
  const overlay = log === undefined ? new Map<number, number>() : readCommitted(log, pageSize)
  const pagesInFile = main === undefined ? 0 : Math.ceil(fstatSync(main).size / pageSize)
  return {
    pageSize,
    usableSize: pageSize - reserved,
    pageCount: Math.max(pagesInFile, maxOf(overlay.keys())),
    readPage(number) {
      if (number < 1) return undefined
      const inLog = overlay.get(number)
      const bytes =
        inLog !== undefined && log !== undefined
          ? read(log, inLog, pageSize)
          : main === undefined
            ? undefined
            : read(main, (number - 1) * pageSize, pageSize)
      if (bytes === undefined || bytes.length === 0) return undefined
      // The last page of a file that was cut short: what is missing reads as nothing.
      return bytes.length === pageSize ? bytes : Buffer.concat([bytes, Buffer.alloc(pageSize - bytes.length)])
    },
    close() {
      if (main !== undefined) closeSync(main)
      if (log !== undefined) closeSync(log)
    },
  }
}

function readPageSize(header: Buffer): number {
  const size = header.length < 18 ? 0 : header.readUInt16BE(16)
  const isValid = size >= 512 && size <= 32768 && (size & (size - 1)) === 0
  return isValid ? size : ownPageSize
}

function maxOf(numbers: Iterable<number>): number {
  let max = 0
  for (const number of numbers) max = Math.max(max, number)
  return max
}

function openIfThere(file: string): number | undefined {
  try {
    return openSync(file, 'r')
  } catch {
    return undefined
  }
}

/** Fewer bytes than asked for at the end of the file; undefined when the disk does not give them. */
function read(descriptor: number, offset: number, length: number): Buffer | undefined {
  try {
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, readSync(descriptor, bytes, 0, length, offset))
  } catch {
    return undefined
  }
}

/**
 * Where in the log the newest committed version of each page begins. Like SQLite it believes frames up to the first whose
 * checksum, which runs on from frame to frame, is wrong; and of those, up to the last that ends a transaction.
 */
function readCommitted(log: number, pageSize: number): Map<number, number> {
  const committed = new Map<number, number>()
  const header = read(log, 0, logHeaderLength)
  if (header?.length !== logHeaderLength) return committed
  const magic = header.readUInt32BE(0)
  if (magic >>> 1 !== 0x377f0682 >>> 1 || header.readUInt32BE(8) !== pageSize) return committed
  const isBigEndian = (magic & 1) === 1
  let sums = addUp(header.subarray(0, 24), [0, 0], isBigEndian)
  if (sums[0] !== header.readUInt32BE(24) || sums[1] !== header.readUInt32BE(28)) return committed

  const open = new Map<number, number>()
  for (let offset = logHeaderLength; ; offset += frameHeaderLength + pageSize) {
    const frame = read(log, offset, frameHeaderLength + pageSize)
    if (frame?.length !== frameHeaderLength + pageSize) return committed
    if (!frame.subarray(8, 16).equals(header.subarray(16, 24))) return committed
    sums = addUp(frame.subarray(0, 8), sums, isBigEndian)
    sums = addUp(frame.subarray(frameHeaderLength), sums, isBigEndian)
    if (sums[0] !== frame.readUInt32BE(16) || sums[1] !== frame.readUInt32BE(20)) return committed
    open.set(frame.readUInt32BE(0), offset + frameHeaderLength)
    if (frame.readUInt32BE(4) === 0) continue
    for (const [page, place] of open) committed.set(page, place)
    open.clear()
  }
}

/** The checksum of the log: two sums over pairs of 32-bit words, each with the other mixed in. */
function addUp(bytes: Buffer, [first, second]: [number, number], isBigEndian: boolean): [number, number] {
  let [one, two] = [first, second]
  for (let offset = 0; offset + 8 <= bytes.length; offset += 8) {
    one = (one + (isBigEndian ? bytes.readUInt32BE(offset) : bytes.readUInt32LE(offset)) + two) >>> 0
    two = (two + (isBigEndian ? bytes.readUInt32BE(offset + 4) : bytes.readUInt32LE(offset + 4)) + one) >>> 0
  }
  return [one, two]
}

// Owns the decoding of one record: the row of a table or an entry of an index as it lies on a page.
// Layout from the SQLite document "Database File Format", section 2.1. Untrusted: every length is compared with what is there.

export type StoredValue = null | number | bigint | string | Buffer

/** The values of a record, or undefined when its bytes are none. */
export function decodeRecord(bytes: Buffer): StoredValue[] | undefined {
  const header = readVarint(bytes, 0)
  if (header === undefined || header.value < 1n || header.value > BigInt(bytes.length)) return undefined
  const headerEnd = Number(header.value)
  const values: StoredValue[] = []
  let place = headerEnd
  for (let at = header.next; at < headerEnd;) {
    const type = readVarint(bytes, at)
    if (type === undefined || type.next > headerEnd) return undefined
    at = type.next
    const decoded = decodeValue(bytes, place, type.value)
    if (decoded === undefined) return undefined
    values.push(decoded.value)
    place = decoded.next
  }
  return place === bytes.length ? values : undefined
}

function decodeValue(
  bytes: Buffer,
  start: number,
  type: bigint,
): { readonly value: StoredValue; readonly next: number } | undefined {
  const length = lengthOf(type)
  const next = start + length
  if (length < 0 || next > bytes.length) return undefined
  if (type === 0n) return { value: null, next }
  if (type === 8n || type === 9n) return { value: Number(type - 8n), next }
  if (type === 7n) return { value: bytes.readDoubleBE(start), next }
  if (type < 7n) {
    if (length <= 6) return { value: bytes.readIntBE(start, length), next }
    const long = bytes.readBigInt64BE(start)
    const isSafe = long >= Number.MIN_SAFE_INTEGER && long <= Number.MAX_SAFE_INTEGER
    return { value: isSafe ? Number(long) : long, next }
  }
  const content = bytes.subarray(start, next)
  return { value: type % 2n === 0n ? Buffer.from(content) : content.toString('utf8'), next }
}

/** In bytes; -1 for a type that no record has. */
function lengthOf(type: bigint): number {
  if (type >= 12n) return type > 0xffff_ffffn ? -1 : Number((type - (type % 2n === 0n ? 12n : 13n)) / 2n)
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0][Number(type)] ?? -1
}

/** A number of one to nine bytes, and where the next one begins; undefined at the end of the bytes. */
export function readVarint(
  bytes: Buffer,
  start: number,
): { readonly value: bigint; readonly next: number } | undefined {
  let value = 0n
  for (let index = 0; index < 9; index += 1) {
    const byte = bytes[start + index]
    if (byte === undefined) return undefined
    if (index === 8) return { value: BigInt.asIntN(64, (value << 8n) | BigInt(byte)), next: start + 9 }
    value = (value << 7n) | BigInt(byte & 0x7f)
    if (byte < 0x80) return { value, next: start + index + 1 }
  }
  return undefined
}

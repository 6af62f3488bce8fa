// Owns the checksum that the object storage tells of each upload: CRC-64 with the ECMA-182 polynomial, reflected, as XZ
// has it. In two halves of 32 bits, which is many times as fast as bigint.

const polynomialHigh = 0xc96c5795
const polynomialLow = 0xd7870f42

const [tableHigh, tableLow] = createTables()

/** In decimal digits, as in the header `x-cos-hash-crc64ecma`. */
export function crc64(bytes: Uint8Array): string {
  let high = 0xffffffff
  let low = 0xffffffff
  for (const byte of bytes) {
    const index = (low ^ byte) & 0xff
    low = ((low >>> 8) | (high << 24)) ^ (tableLow[index] ?? 0)
    high = (high >>> 8) ^ (tableHigh[index] ?? 0)
  }
  return ((BigInt(~high >>> 0) << 32n) | BigInt(~low >>> 0)).toString()
}

function createTables(): readonly [Uint32Array, Uint32Array] {
  const highs = new Uint32Array(256)
  const lows = new Uint32Array(256)
  for (let index = 0; index < 256; index += 1) {
    let high = 0
    let low = index
    for (let bit = 0; bit < 8; bit += 1) {
      const isOdd = (low & 1) === 1
      low = (low >>> 1) | (high << 31)
      high >>>= 1
      if (!isOdd) continue
      low ^= polynomialLow
      high ^= polynomialHigh
    }
    highs[index] = high
    lows[index] = low
  }
  return [highs, lows]
}

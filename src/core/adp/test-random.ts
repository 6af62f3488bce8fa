// Owns chance that can be played again: the same seed gives the same numbers, so that a fuzz run that has found something can
// be repeated. `FUZZ_SEED` chooses one; without it every run has its own.

/** A whole number below `limit`. */
export type Random = (limit: number) => number

export const fuzzSeed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
}

const spices = [
  '"',
  '\\',
  '\n',
  '\n\n',
  '\r',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  'null',
  '1e999',
  '-',
  '\u0000',
  '\ud83d',
  '“',
  'data:',
  'event:',
  '[DONE]',
  '"__proto__":',
  '42',
  '2',
  '41',
]

/** The bytes from `from` on with some of them changed, lost, doubled, mixed with others or cut off. */
export function mutate(
  bytes: Uint8Array,
  from: number,
  random: Random,
  others: readonly Uint8Array[],
): Uint8Array {
  let mutated = Buffer.from(bytes)
  for (let count = 1 + random(4); count > 0; count -= 1) {
    const at = from + random(Math.max(1, mutated.length - from))
    const length = random(2) === 0 ? 1 : random(200)
    const before = mutated.subarray(0, at)
    const after = mutated.subarray(at)
    switch (random(7)) {
      case 0:
        mutated = Buffer.concat([before, Buffer.from([random(256)]), after.subarray(1)])
        break
      case 1:
        mutated = Buffer.concat([before, after.subarray(length)])
        break
      case 2:
        mutated = Buffer.concat([before, after.subarray(0, length), after])
        break
      case 3:
        mutated = Buffer.concat([before, Buffer.from(spices[random(spices.length)] ?? ''), after])
        break
      case 4: {
        const other = others[random(others.length)] ?? bytes
        const start = random(other.length)
        mutated = Buffer.concat([before, other.subarray(start, start + length), after])
        break
      }
      case 5:
        mutated = Buffer.concat([before, after.subarray(length), after.subarray(0, length)])
        break
      default:
        mutated = random(4) === 0 ? before : mutated
    }
  }
  return mutated
}

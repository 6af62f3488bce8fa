// Owns the two assertions for programmer mistakes. Expected failures are values: see failure.ts.

/** Makes a `switch` over a union exhaustive: a missing case does not compile. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}

/** States what the code below relies on. */
export function assert(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Error(sentence)
}

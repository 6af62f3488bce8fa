// Owns how long the slower ones of many single actions take, in milliseconds.

/** Milliseconds of each run, in their order. */
export async function timeEach<Item>(
  items: readonly Item[],
  run: (item: Item) => unknown,
): Promise<number[]> {
  const times: number[] = []
  for (const item of items) {
    const startedAt = performance.now()
    await run(item)
    times.push(performance.now() - startedAt)
  }
  return times
}

export function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

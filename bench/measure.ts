// Owns fair timing on a noisy machine: contenders take turns, every round anew, and only medians and their ratios count.

export interface Contender {
  /** Makes ready what every run needs anew; not measured. */
  open?(): void
  /** Does the whole work once, from the same input every time. Gives what proves that it was done. */
  run(): unknown
  /** Takes away what `open` has made; not measured. */
  close?(): void
}

/** Rounds in which every contender runs once; an odd number has a middle. */
const rounds = 9

/** Median milliseconds of each contender, in their order. The first round warms up and does not count. */
export async function measure(contenders: readonly Contender[]): Promise<number[]> {
  return takeTurns(contenders, rounds, async (contender) => {
    contender.open?.()
    globalThis.gc?.()
    const startedAt = performance.now()
    await contender.run()
    const durationMs = performance.now() - startedAt
    contender.close?.()
    return durationMs
  }).then((times) => times.map(median))
}

/** What each contender came to in every round but the first, in their order. */
export async function takeTurns<Item, Figure>(
  items: readonly Item[],
  count: number,
  run: (item: Item) => Promise<Figure>,
): Promise<Figure[][]> {
  const figures: Figure[][] = items.map(() => [])
  for (let round = 0; round <= count; round += 1) {
    for (const [index, item] of items.entries()) {
      const figure = await run(item)
      if (round > 0) figures[index]?.push(figure)
    }
  }
  return figures
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

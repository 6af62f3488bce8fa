// Owns fair timing on a noisy machine: contenders take turns, every round anew, and only medians and their ratios count.

export interface Contender {
  /** Makes ready what every run needs anew; not measured. */
  open?(): void
  /** Does the whole work once, from the same input every time. Returns what proves that it was done. */
  run(): unknown
  /** Takes away what `open` has made; not measured. */
  close?(): void
}

/** Rounds in which every contender runs once; an odd number has a middle. */
const rounds = 9

/** Median milliseconds of each contender, in their order. The first round warms up and does not count. */
export function measure(contenders: readonly Contender[]): number[] {
  const times: number[][] = contenders.map(() => [])
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      contender.open?.()
      globalThis.gc?.()
      const startedAt = performance.now()
      contender.run()
      const durationMs = performance.now() - startedAt
      contender.close?.()
      if (round > 0) times[index]?.push(durationMs)
    }
  }
  return times.map(median)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

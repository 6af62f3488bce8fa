// Owns Row: one line of the table and of the JSON file.

export interface Row {
  readonly name: string
  readonly ours: number
  /** Another program that does the same, where there is one. */
  readonly peer: number | null
  /** What cannot be beaten: the same result with everything left out that is not unavoidable. */
  readonly limit: number
  readonly unit: string
  /** Ours divided by the limit. */
  readonly ratio: number
}

export function createRow(name: string, unit: string, ours: number, limit: number): Row {
  return { name, ours: round(ours), peer: null, limit: round(limit), unit, ratio: round(ours / limit) }
}

/** How a cost grows with the length of the answer: the cost in the long row, with the cost in the short one as limit. */
export function createGrowthRow(name: string, short: Row, long: Row): Row {
  return createRow(`growth: ${name}`, long.unit, long.ours, short.ours)
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}

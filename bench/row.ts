// Owns Row: one line of the table and of the JSON file.

export interface Row {
  readonly name: string
  readonly ours: number
  /** Another program that does the same, where there is one. */
  readonly peer: number | null
  /** What cannot be beaten: the same result with everything left out that is not unavoidable. */
  readonly limit: number
  readonly unit: string
  /** Ours divided by the peer, or by the limit where there is no peer. */
  readonly ratio: number
}

export interface Figures {
  readonly ours: number
  readonly peer?: number
  readonly limit: number
}

export function createRow(name: string, unit: string, { ours, peer, limit }: Figures): Row {
  return {
    name,
    ours: round(ours),
    peer: peer === undefined ? null : round(peer),
    limit: round(limit),
    unit,
    ratio: round(ours / (peer ?? limit)),
  }
}

/** How a cost grows with what it is for: the cost in the long row, with the cost in the short one as limit. */
export function createGrowthRow(name: string, short: Row, long: Row): Row {
  return createRow(`growth: ${name}`, long.unit, { ours: long.ours, limit: short.ours })
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}

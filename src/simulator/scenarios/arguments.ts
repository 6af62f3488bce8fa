// Owns how the argument of a command is read.

/** The number in the argument, or the default when there is none; never above the maximum. */
export function readNumber(argument: string, fallback: number, max = Number.MAX_SAFE_INTEGER): number {
  const [digits] = /\d+/.exec(argument) ?? []
  return digits === undefined ? fallback : Math.min(Number(digits), max)
}

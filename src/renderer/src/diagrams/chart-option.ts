// Owns what is taken from the description of a chart: JSON and nothing else, without whatever could lead out of the picture
// or make it move. The frame that draws it could reach nothing anyway; this is the first of the two locks.
import { parseJson } from '#shared/parse-json.ts'

/** A JSON object that a drawing library may read. */
export type ChartOption = Readonly<Record<string, unknown>>

/** Addresses and their ways of being opened; html and what carries it; buttons; movement. Names count everywhere. */
const droppedKeys = new Set(
  `link sublink subtarget url src href image cursor html extraCssText className appendTo appendToBody renderMode
  renderItem tooltip toolbox brush autoPlay universalTransition rippleEffect __proto__ constructor prototype`.split(
    /\s+/,
  ),
)
const droppedPrefix = /^(?:animation|on(?!Zero))/
/** A symbol that is a picture from elsewhere, also one that was written to be overlooked. */
const pictureSymbol = /^[\s\p{C}]*image:/iu

const maxDepth = 24
const maxValues = 60_000

/** The option without those members, or undefined when the text is not a JSON object of a size that can be drawn. */
export function parseChartOption(text: string): ChartOption | undefined {
  const parsed = parseJson(text)
  if (!parsed.ok || !isObject(parsed.value)) return undefined
  let count = 0

  function strip(value: unknown, depth: number): unknown {
    count += 1
    if (depth > maxDepth || count > maxValues) throw new RangeError('too large')
    if (Array.isArray(value)) return value.filter(isKept).map((item) => strip(item, depth + 1))
    if (!isObject(value)) return value
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key, member]) => !droppedKeys.has(key) && !droppedPrefix.test(key) && isKept(member))
        .map(([key, member]) => [key, strip(member, depth + 1)]),
    )
  }

  try {
    const option = strip(parsed.value, 0)
    return isObject(option) ? option : undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function isKept(value: unknown): boolean {
  if (typeof value === 'string') return !pictureSymbol.test(value)
  return !(isObject(value) && value['type'] === 'image')
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

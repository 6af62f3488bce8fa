// Owns the order of the rows of a table by one of its columns.

export type SortDirection = 'ascending' | 'descending'

const number = /^[^\d\p{L}.+-]{0,2}([+-]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)?(?:\.\d+)?)\s*[%‰°]?$/u
const date = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?)?/

/** The indices of the rows in their new order; equal ones stay as they were, empty ones come last either way. */
export function sortRows(
  words: readonly string[],
  direction: SortDirection,
  locale: string,
): readonly number[] {
  const texts = words.map((text) => text.trim())
  const filled = texts.map((_, index) => index).filter((index) => texts[index] !== '')
  const empty = texts.map((_, index) => index).filter((index) => texts[index] === '')
  const compare = chooseComparison(
    filled.map((index) => texts[index] ?? ''),
    locale,
  )
  const sign = direction === 'ascending' ? 1 : -1
  filled.sort((left, right) => sign * compare(texts[left] ?? '', texts[right] ?? ''))
  return [...filled, ...empty]
}

function chooseComparison(texts: readonly string[], locale: string): (left: string, right: string) => number {
  for (const read of [readNumber, readDate]) {
    if (texts.every((text) => !Number.isNaN(read(text)))) return (left, right) => read(left) - read(right)
  }
  return new Intl.Collator(locale, { numeric: true }).compare
}

function readNumber(text: string): number {
  const digits = number.exec(text)?.[1] ?? ''
  return digits === '' ? NaN : Number(digits.replace(/[,，]/g, ''))
}

function readDate(text: string): number {
  const match = date.exec(text)
  if (match === null) return NaN
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0))
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

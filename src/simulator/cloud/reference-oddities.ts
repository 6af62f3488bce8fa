// Owns what DescribeRefer can have odd about a source; which it is, a word in the name of the source says.
import type { JsonObject } from '../json.ts'

export const referenceOddities = {
  bare: 'nothing but the id',
  nulls: 'null in every member',
  types: 'every member of another type',
  number: 'the id as a bare number beyond 2^53',
  numbers: 'numbers as text',
  long: 'very long texts and lists',
  nobody: 'no id',
  refused: 'no answer at all, also for the sources that are asked for with it',
} as const

export type ReferenceOddity = keyof typeof referenceOddities

export function findReferenceOddity(name: string): ReferenceOddity | undefined {
  const word = /^Nasty (\w+)\./.exec(name)?.[1]
  return Object.keys(referenceOddities).find((oddity): oddity is ReferenceOddity => oddity === word)
}

/** The detail of a source, as this oddity has it. */
export function spoilDetail(detail: JsonObject, oddity: ReferenceOddity): JsonObject {
  const { ReferBizId: id } = detail
  switch (oddity) {
    case 'bare':
      return { ReferBizId: id }
    case 'nulls':
      return { ...mapMembers(detail, () => null), ReferBizId: id }
    case 'types':
      return {
        ...mapMembers(detail, (value) => (typeof value === 'object' ? 'a list' : [value ?? null])),
        ReferBizId: id,
      }
    case 'number':
      return { ...detail, ReferBizId: BigInt(String(id)) }
    case 'numbers':
      return {
        ...detail,
        DocType: '2',
        PageInfos: ['3', 4, 'five'],
        Highlights: [{ StartPos: '2', EndPos: '9', Text: '15 days' }, 'no highlight', { Text: '' }],
      }
    case 'long':
      return {
        ...detail,
        PageContent: 'long 长 '.repeat(50_000),
        PageInfos: Array.from({ length: 5000 }, (_, page) => page),
        SheetInfos: ['sheet '.repeat(50_000)],
        Highlights: [{ StartPos: 0, EndPos: 4, Text: 'long '.repeat(50_000) }],
      }
    case 'nobody':
      return { ...detail, ReferBizId: undefined }
    case 'refused':
      return detail
  }
}

function mapMembers(object: JsonObject, map: (value: JsonObject[string]) => JsonObject[string]): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value)]))
}

// Owns how names in a remembered record become those of the stream, which says the same with other names: `RecordId` is
// `record_id` there. Mechanical; what the members mean is ../v1's matter.

/** Debugging output nests; nobody follows it further than this. What is deeper is left out. */
const maxDepth = 40

/** In the stream the members of these have the names that they have here (Dialogue API document, `work_flow`). */
const keptMembers = ['CurrentNode']

/** A copy of the value with the names of the stream. */
export function toStreamNames(value: unknown): unknown {
  return rename(value, toStreamName, 0)
}

/** `EChartsInfo` is `e_charts_info`. */
function toStreamName(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
}

function rename(value: unknown, nameOf: (name: string) => string, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth === maxDepth) return null
  if (Array.isArray(value)) return value.map((item) => rename(item, nameOf, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const ofMembers = keptMembers.includes(name) ? (kept: string) => kept : nameOf
      return [nameOf(name), rename(member, ofMembers, depth + 1)]
    }),
  )
}

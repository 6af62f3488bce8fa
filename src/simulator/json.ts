// Owns how the service writes JSON: keys in alphabetical order or as given, and whole numbers of any size (bigint).

export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json | undefined
}

export interface JsonStyle {
  readonly order: 'alphabetical' | 'given'
  /** What becomes of a member that is undefined. */
  readonly absent: 'left-out' | 'null'
}

const alphabetical: JsonStyle = { order: 'alphabetical', absent: 'left-out' }

export function encodeJson(value: Json, style: JsonStyle = alphabetical): string {
  if (typeof value === 'bigint') return value.toString()
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isArray(value)) return `[${value.map((member) => encodeJson(member, style)).join(',')}]`
  const keys = style.order === 'alphabetical' ? Object.keys(value).sort() : Object.keys(value)
  const members: string[] = []
  for (const key of keys) {
    const member = value[key] ?? (value[key] === null || style.absent === 'null' ? null : undefined)
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${encodeJson(member, style)}`)
  }
  return `{${members.join(',')}}`
}

/** `Array.isArray` does not narrow readonly arrays. */
export function isArray(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value)
}

// Owns the spellings that have nothing to do with what an event says: numbers as text and text as numbers, nulls, members
// that nobody knows.
import { isArray, type Json, type JsonObject, type JsonStyle } from './json.ts'
import type { Spelling } from './spelling.ts'

/** Members whose documented form is a number written as text. */
const writtenNumbers = new Set([
  'Elapsed',
  'StartTime',
  'EndTime',
  'FirstTokenCost',
  'TotalCost',
  'FileSize',
  'CostMilliSeconds',
  'file_size',
])

export function jsonStyle(order: JsonStyle['order'], { hasNulls }: Spelling): JsonStyle {
  return { order, absent: hasNulls ? 'null' : 'left-out' }
}

/** The body as the spelling has it; the same value when it asks for nothing. */
export function disguise(body: JsonObject, { numbers, hasUnknownMembers }: Spelling): JsonObject {
  if (numbers === 'as-documented' && !hasUnknownMembers) return body
  return disguiseObject(body, numbers, hasUnknownMembers)
}

function disguiseObject(body: JsonObject, numbers: Spelling['numbers'], hasUnknown: boolean): JsonObject {
  const members = Object.entries(body).map(([key, value]) => {
    return [key, value === undefined ? undefined : disguiseMember(key, value, numbers, hasUnknown)]
  })
  const unknown = hasUnknown ? { x_future: { Level: 3, Words: ['new', null] } } : {}
  return { ...(Object.fromEntries(members) as JsonObject), ...unknown }
}

function disguiseMember(key: string, value: Json, numbers: Spelling['numbers'], hasUnknown: boolean): Json {
  if (numbers === 'text' && (typeof value === 'number' || typeof value === 'bigint')) return String(value)
  if (numbers === 'bare' && typeof value === 'string' && writtenNumbers.has(key)) return Number(value)
  if (value === null || typeof value !== 'object') return value
  if (isArray(value)) return value.map((member) => disguiseMember(key, member, numbers, hasUnknown))
  return disguiseObject(value, numbers, hasUnknown)
}

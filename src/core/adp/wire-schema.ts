// Owns how single members of the service's JSON are read, in both generations: tolerantly. Null is absent, numbers may be
// strings of digits and the other way round, and one odd member must not hide the others.
import { z } from 'zod'

export const text = z.union([z.string(), z.number()]).transform(String)
export const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d{1,15}(\.\d{1,9})?$/)
    .transform(Number),
])

/** A place in a text, wherever else it is said to be. */
export const position = number.transform((value) =>
  Math.trunc(Math.min(Math.max(value, 0), Number.MAX_SAFE_INTEGER)),
)

/** Absent, too, when it is empty or of another type. */
export const optionalText = text
  .nullish()
  .catch(undefined)
  .transform((value) => value || undefined)
export const optionalNumber = number
  .nullish()
  .catch(undefined)
  .transform((value) => value ?? undefined)

export function list<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? [])
}

export function optionalObject<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .object(shape)
    .nullish()
    .transform((value) => value ?? undefined)
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An id as it stands in JSON that no schema has read; undefined when it is empty or missing. */
export function readId(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

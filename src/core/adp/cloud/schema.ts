// Owns how the members of cloud API responses are read that the dialogue does not have (../wire-schema.ts): times, lists of
// which one odd item must not hide the others, twins of old and new names.
import { z } from 'zod'
import { optionalNumber, optionalText } from '../wire-schema.ts'

/** Ids and words; a number is one that the service should have sent as a string. */
export const text = z.union([z.string().min(1), z.number().transform(String)])

export const optionalBoolean = optional(z.boolean())

/** A time in milliseconds. Zero is Go's word for none. */
export const optionalMillisecondsAt = optionalNumber.transform((value) => value || undefined)

/** A time that is said in seconds. */
export const optionalSecondsAt = optionalMillisecondsAt.transform((value) => value && value * 1000)

/** A time as RFC 3339 writes it. */
export const optionalDateAt = optionalText.transform((value) => {
  const at = Date.parse(value ?? '')
  return Number.isNaN(at) ? undefined : at
})

export function optionalObject<Shape extends z.ZodRawShape>(shape: Shape) {
  return optional(z.object(shape))
}

/** The items that can be read; none when there is no list. */
export function list<Item extends z.ZodType>(item: Item) {
  return z
    .array(z.unknown())
    .nullish()
    .catch(undefined)
    .transform((items) =>
      (items ?? []).flatMap((candidate): z.infer<Item>[] => {
        const parsed = item.safeParse(candidate)
        return parsed.success ? [parsed.data] : []
      }),
    )
}

/** Lists have got new names, and the service fills the old ones too, or only them. */
export function filled<Item>(current: readonly Item[], deprecated: readonly Item[]): readonly Item[] {
  return current.length > 0 ? current : deprecated
}

/** For actions whose success is all they have to say. */
export const nothing = z.unknown().transform(() => undefined)

function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema
    .nullish()
    .catch(undefined)
    .transform((value): z.infer<Schema> | undefined => value ?? undefined)
}

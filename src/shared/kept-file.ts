// Owns what a file of an answer is once it was downloaded, when it crosses the bridge. Its bytes never do: it is saved by the
// program, where the person wants it.
import { z } from 'zod'

/** The largest that is downloaded. */
export const maxFileBytes = 512 * 1024 * 1024

export const keptFileSchema = z.strictObject({
  bytes: z.number().int().nonnegative(),
  /** Milliseconds since the epoch. */
  keptAt: z.number().int(),
})
export type KeptFile = z.infer<typeof keptFileSchema>

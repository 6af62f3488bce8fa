// Owns Delivery: a file or folder that the program has written for a person, and how they get at it. Where such files are
// kept meanwhile is core/engine/outgoing-files.ts's matter.
import { z } from 'zod'

export const deliverySchema = z.strictObject({
  deliveryId: z.uuid(),
  /** What it is called, with its extension. */
  name: z.string(),
  bytes: z.number().int().nonnegative(),
  /**
   * `file`: it lies where the person wanted it, at `path`. `download`: the browser has to fetch it. `print`: the browser
   * has to open it and print it.
   */
  way: z.enum(['file', 'download', 'print']),
  /** Absolute; null unless it lies where the person wanted it. */
  path: z.string().nullable(),
})
export type Delivery = z.infer<typeof deliverySchema>

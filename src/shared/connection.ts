// Owns ConnectionStatus: the way to the application of a profile, as headers show it. Not what the profile wants
// (profile.ts), but what is.
import { z } from 'zod'
import { failureSchema } from './failure.ts'
import { profileIdSchema } from './ids.ts'

/** A way to the service that works: nothing is left to the program any more. */
export const waySchema = z.strictObject({
  accessMethod: z.enum(['websocket', 'sse']),
  protocolVersion: z.enum(['v1', 'v2']),
})

export const connectionStatusSchema = z.strictObject({
  profileId: profileIdSchema,
  /** The way the last question took, in this run of the program or before; null before the first. */
  way: waySchema.nullable(),
  /** Of the WebSocket; HTTP SSE has no connection that stands. `waiting`: lost, and tried again soon. */
  socket: z.enum(['closed', 'connecting', 'open', 'waiting']),
  /** Why there is no WebSocket though one was wanted: HTTP SSE stands in, or it is being tried again. */
  failure: failureSchema.nullable(),
})
export type ConnectionStatus = z.infer<typeof connectionStatusSchema>

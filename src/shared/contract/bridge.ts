// Owns Bridge: the two functions through which a page reaches the engine, and the envelope that a call comes back in.
// Implemented by preload (Electron) and by renderer/src/bridge/socket-bridge.ts (browser-hosted).
import { z } from 'zod'
import { failureSchema, type Failure } from '../failure.ts'
import type { BridgeEvent, CallName } from './contract.ts'

/** The result of a call. A failure is a value here, because errors lose their shape between processes. */
export type Reply =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly failure: Failure }

export const replySchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), failure: failureSchema }),
])

export interface Bridge {
  /** Never rejects because of the engine: its failures are replies. */
  call(name: CallName, input: unknown): Promise<Reply>
  /** Listens to every event, in order. Returns the function that ends it. */
  on(listener: (event: BridgeEvent) => void): () => void
}

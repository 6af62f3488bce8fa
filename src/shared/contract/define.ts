// Owns the form of a contract: calls with an input and an output, events with a payload, all of them schemas. The
// contract itself is in contract.ts, its enforcement in dispatch.ts.
import { z } from 'zod'

/** What is neither asked nor answered: an input or an output without members. */
export const nothing = z.strictObject({})

export interface CallDefinition {
  readonly input: z.ZodType
  readonly output: z.ZodType
}

/** Keeps the literal types of the calls, so that names, inputs and outputs are known to the compiler. */
export function defineCalls<const Calls extends Record<string, CallDefinition>>(calls: Calls): Calls {
  return calls
}

/** Keeps the literal types of the events. */
export function defineEvents<const Events extends Record<string, z.ZodType>>(events: Events): Events {
  return events
}

// Owns the seams of the ADP client: Channel (how events travel: sse-channel.ts) and Generation (what they mean: v1/).
// client.ts joins one of each. Neither side knows which of the other it is joined with.
import type { AnswerEvent } from '#shared/answer.ts'
import type { Failure } from '#shared/failure.ts'
import type { AdpConnection, AdpQuestion } from './client.ts'

/** Something the service said that could be read: JSON, not yet looked into. */
interface ReadableEvent {
  readonly type: 'event'
  /** The name outside of the JSON, for bodies that do not name themselves. */
  readonly name: string | undefined
  readonly body: unknown
  /** The body as it was received, for events that are kept without being understood. */
  readonly text: string
}

/** Something the service said that is no JSON. */
interface UnreadableEvent {
  readonly type: 'unreadable'
  readonly name: string | undefined
  readonly text: string
}

/** The way to the service broke, or never was. Always the last event of a channel. */
export interface ChannelFailure {
  readonly type: 'failure'
  readonly failure: Failure
}

export type ReceivedEvent = ReadableEvent | UnreadableEvent
export type WireEvent = ReceivedEvent | ChannelFailure

/** The body of one question, as the generation wants it. */
export type WireBody = Readonly<Record<string, unknown>>

export interface Channel {
  /**
   * Sends one question and yields what comes back, in order; what arrived together is yielded together. Ends when the
   * transport ends, after a failure, or when `signal` aborts. Never throws. Leaving the iteration closes the transport.
   */
  open(body: WireBody, signal: AbortSignal): AsyncIterable<readonly WireEvent[]>
}

/** How the transport ended: by itself, because a person stopped the answer, or broken. */
export type TransportEnd =
  | { readonly type: 'closed' }
  | { readonly type: 'stopped' }
  | { readonly type: 'broken'; readonly failure: Failure }

/** The state machine of one answer. Pure: no time, no effects; the same events in give the same events out. */
export interface Decoder {
  /** Never throws, whatever comes. Nothing may follow an `answer-end`. */
  decode(event: ReceivedEvent): AnswerEvent[]
  /** What is left to say when the transport has ended; the last event is the `answer-end`. */
  end(how: TransportEnd): AnswerEvent[]
}

/** One generation of the dialogue protocol. */
export interface Generation {
  /** Path of its HTTP SSE endpoint. */
  readonly ssePath: string
  encodeQuestion(question: AdpQuestion, connection: AdpConnection): WireBody
  createDecoder(question: AdpQuestion): Decoder
}

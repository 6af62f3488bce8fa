// Owns the seams of the ADP client: Channel (how events travel: sse-channel.ts, socket-connection.ts) and Generation (what
// they mean: v1/, v2/). client.ts joins one of each. Neither side knows which of the other it is joined with.
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
  /** The question has certainly not been sent: it may be sent another way. */
  readonly isUnsent?: true
}

export type ReceivedEvent = ReadableEvent | UnreadableEvent
export type WireEvent = ReceivedEvent | ChannelFailure

/** The body of one question, as the generation wants it. */
export type WireBody = Readonly<Record<string, unknown>>

/** The way of one question and its answer. */
export interface Channel {
  /** Whether the end of the transport is the end of the turn. Otherwise it goes on, and the decoder says when to leave. */
  readonly endsWithTurn: boolean
  /** Sends the question, once. Nothing is told before this has returned. Never throws. */
  open(receiver: ChannelReceiver): OpenChannel
}

/** Is called with every event itself, not with a promise of it: ten thousand a second may come in all. */
export interface ChannelReceiver {
  /** In order. */
  onEvent(event: WireEvent): void
  /** The transport has ended, after everything that came, or after a failure. */
  onEnd(): void
}

/** After either of these nothing is told any more; only the first call counts. */
export interface OpenChannel {
  /** The answer is not wanted any more: the service is asked to stop. */
  stop(): void
  /** The answer is over. */
  leave(): void
}

/** How the transport ended: by itself, because a person stopped the answer, or broken. */
export type TransportEnd =
  | { readonly type: 'closed' }
  | { readonly type: 'stopped' }
  | { readonly type: 'broken'; readonly failure: Failure }

/** The state machine of one answer. Pure: no time, no effects; the same events in give the same events out. */
export interface Decoder {
  /**
   * How long a silent transport is still worth listening to, in milliseconds, when as far as is known all has been said;
   * undefined while more is to come. For transports that do not end with the turn.
   */
  readonly patienceMs: number | undefined
  /** Never throws, whatever comes. Nothing may follow an `answer-end`. */
  decode(event: ReceivedEvent): AnswerEvent[]
  /** What is left to say when the transport has ended; the last event is the `answer-end`. */
  end(how: TransportEnd): AnswerEvent[]
}

/** A Socket.IO event: its name and its one argument. */
export interface SocketMessage {
  readonly name: string
  readonly body: WireBody
}

/** What an event says about the turn that it belongs to. The first two ids are ours, the others the service's. */
export interface EventAddress {
  readonly requestId?: string | undefined
  readonly conversationId?: string | undefined
  /** Of the question's record, or of an answer's. */
  readonly recordId?: string | undefined
  /** The record is an answer: it can be stopped. */
  readonly isAnswer?: boolean
  /** Of the messages that the event is about. */
  readonly messageIds?: readonly string[]
  /** An error. One without ids is about every turn of the connection. */
  readonly isError?: boolean
  /** Nothing more comes for the turn, or nothing that matters once the turn has been stopped. */
  readonly isLast?: boolean
}

/** One generation of the dialogue protocol. */
export interface Generation {
  readonly version: 'v1' | 'v2'
  readonly ssePath: string
  readonly socketPath: string
  /** How long a turn may go without any event. */
  readonly silenceMs: number
  /** The body of an HTTP request: who asks whom, and what. */
  encodeQuestion(question: AdpQuestion, connection: AdpConnection): WireBody
  /** The same on a socket, whose token has already said who asks whom. */
  encodeSocketQuestion(question: AdpQuestion): SocketMessage
  /** Asks to stop the answer with this record id. */
  encodeSocketStop(recordId: string): SocketMessage
  readAddress(body: unknown): EventAddress
  createDecoder(question: AdpQuestion): Decoder
}

// Owns the seam between a protocol generation and a transport: a speaker turns answer steps into events, a transport
// carries them.
import type { AnswerStep } from './scenario.ts'

export interface WireEvent {
  readonly name: string
  /** JSON text. */
  readonly body: string
  /** Milliseconds that a real model takes before this event. */
  readonly delayMs: number
}

export interface Speaker {
  /** The events of a step, made one by one as they are taken, so that what was not taken was not said. */
  encode(step: AnswerStep): Iterable<WireEvent>
}

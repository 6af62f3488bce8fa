// Owns the seam between a protocol generation and a transport: a speaker turns answer steps into events, a transport
// carries them.
import type { Turn } from './memory.ts'
import type { Question } from './question.ts'
import type { Random } from './random.ts'
import type { RhythmName } from './rhythm.ts'
import type { AnswerStep, Transport } from './scenario.ts'

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
  /**
   * The events of one packet after the other, without end and without a look at its characters: the first answer grows
   * by the piece and a number. The first packet brings along what begins the answer.
   */
  load(piece: string): Iterable<readonly WireEvent[]>
  /** What closes an HTTP stream after everything; undefined when nothing does. */
  lastWord(): WireEvent | undefined
  /** Whether this is the id of an answer of this turn, as far as any event has named it. */
  hasRecord(recordId: string): boolean
}

/** What a speaker is made for. */
export interface SpeakerTurn {
  readonly question: Question
  /** Grows with what is said. */
  readonly memory: Turn
  readonly transport: Transport
  readonly rhythm: RhythmName
  /** For the rhythm. */
  readonly random: Random
  /** For ids. */
  readonly idRandom: Random
  readonly now: () => number
}

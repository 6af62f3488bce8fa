// Owns what the service remembers of a turn: the question, and what was said and done so far, in the order of its first
// appearance. packets.ts writes it; the histories that the cloud API tells are read from it.
import type { Content, QuestionContent } from './content.ts'
import type { CountedProcedure } from './procedures.ts'
import type { Activity, AnswerDetails, Reference, Remark } from './scenario.ts'

export interface Turn {
  readonly requestId: string
  readonly questionRecordId: string
  /** Of the first answer, and of what was thought and done for it. */
  readonly recordId: string
  readonly question: string
  readonly contents: readonly QuestionContent[]
  /** Milliseconds since the epoch. */
  readonly askedAt: number
  readonly messages: StoredMessage[]
  /** The ids that generation 2 gave to its messages. */
  readonly messageIds: Map<StoredMessage, string>
  status: 'answering' | 'complete' | 'stopped' | 'refused' | 'failed'
  failureCode: number | undefined
  /** The latest state of each stage of the work. */
  procedures: readonly CountedProcedure[]
  /** Milliseconds that a real model would have taken so far. */
  elapsedMs: number
  /** How much of that had passed at the first text. */
  firstTextMs: number | undefined
}

export type StoredMessage = StoredAnswer | StoredStage | StoredRemark

/** Text is stored as far as it was sent; an answer that was broken off keeps what it had. */
export interface StoredAnswer {
  readonly type: 'answer'
  readonly recordId: string
  text: string
  isFinal: boolean
  details: AnswerDetails
  references: readonly Reference[]
  /** Beside the text. */
  readonly contents: Content[]
}

/** A thought, or something done. */
export interface StoredStage {
  readonly type: 'thought' | 'activity'
  activity: Activity
}

export interface StoredRemark {
  readonly type: 'remark'
  readonly remark: Remark
}

export function answersOf(turn: Turn): readonly StoredAnswer[] {
  return turn.messages.filter((message) => message.type === 'answer')
}

export function stagesOf(turn: Turn): readonly StoredStage[] {
  return turn.messages.filter((message): message is StoredStage => isStage(message.type))
}

function isStage(type: StoredMessage['type']): boolean {
  return type === 'thought' || type === 'activity'
}

/** What a person reads: the result of a workflow may stand in its outputs alone. */
export function shownText({ text, details }: StoredAnswer): string {
  return text === '' ? (details.workflow?.outputs ?? []).join('\n\n') : text
}

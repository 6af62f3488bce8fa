// Owns the records of a conversation in their order: a question, then what was answered. Both histories are told from them
// (message-list.ts, message-records.ts).
import { answersOf, type StoredAnswer, type StoredMessage, type Turn } from '../memory.ts'

export interface QuestionRecord {
  readonly role: 'user'
  readonly id: string
  readonly turn: Turn
}

/** In generation 2 all answers of a turn are one record, in generation 1 each is its own. */
export interface AnswerRecord {
  readonly role: 'assistant'
  readonly id: string
  readonly turn: Turn
  /** In the order of their first appearance. */
  readonly messages: readonly StoredMessage[]
}

export type ConversationRecord = QuestionRecord | AnswerRecord

export function listRecords(turns: readonly Turn[]): readonly ConversationRecord[] {
  return turns.flatMap((turn) => [
    { role: 'user', id: turn.questionRecordId, turn } as const,
    ...listAnswers(turn),
  ])
}

function listAnswers(turn: Turn): readonly AnswerRecord[] {
  const ids = new Set(turn.messages.map((message) => recordIdOf(message, turn)))
  return [...ids].map((id) => ({
    role: 'assistant',
    id,
    turn,
    messages: turn.messages.filter((message) => recordIdOf(message, turn) === id),
  }))
}

/** Thoughts and tools belong to the first answer. */
function recordIdOf(message: StoredMessage, turn: Turn): string {
  return message.type === 'answer' ? message.recordId : turn.recordId
}

export function isRecordFinal({ turn, messages }: AnswerRecord): boolean {
  const answers = answersIn({ turn, messages })
  return answers.length > 0 && answers.every(({ isFinal }) => isFinal)
}

export function answersIn({
  turn,
  messages,
}: Pick<AnswerRecord, 'turn' | 'messages'>): readonly StoredAnswer[] {
  return answersOf(turn).filter((answer) => messages.includes(answer))
}

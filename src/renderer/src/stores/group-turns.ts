// Owns which of several answers to one question is shown: answers that follow each other behind a question are its variants,
// and stand in one place. Pure; what a person has chosen is in answer-marks.ts.
import type { Message } from '#shared/answer.ts'
import type { MessageId } from '#shared/ids.ts'

type ListedMessage = Pick<Message, 'id' | 'role'>

/** The answers to one question, oldest first, of which one is shown. */
export interface Variants {
  readonly questionId: MessageId
  readonly ids: readonly MessageId[]
  /** Of the one that is shown. */
  readonly index: number
}

export interface TurnLayout {
  /** Answers of which another variant is shown. */
  readonly hidden: ReadonlySet<MessageId>
  /** By the answer that is shown; only where there are several. */
  readonly variants: ReadonlyMap<MessageId, Variants>
}

export interface Choices {
  /** By the question. */
  readonly chosen: ReadonlyMap<MessageId, MessageId>
  /** The message that the person was brought to last; it is shown whatever was chosen before. */
  readonly found: MessageId | null
}

/** Of several answers the chosen one is shown, the newest where nothing was chosen. `messages` may be any stretch of a conversation. */
export function groupTurns(messages: readonly ListedMessage[], { chosen, found }: Choices): TurnLayout {
  const hidden = new Set<MessageId>()
  const variants = new Map<MessageId, Variants>()
  let questionId: MessageId | undefined
  let ids: MessageId[] = []

  function endTurn(): void {
    const [newest] = ids.slice(-1)
    if (ids.length > 1 && newest !== undefined) {
      const choice = found !== null && ids.includes(found) ? found : questionId && chosen.get(questionId)
      const shown = choice !== undefined && ids.includes(choice) ? choice : newest
      for (const id of ids) if (id !== shown) hidden.add(id)
      // Where the question is not in the stretch, there may be more answers above.
      if (questionId) variants.set(shown, { questionId, ids, index: ids.indexOf(shown) })
    }
    ids = []
  }

  for (const { id, role } of messages) {
    if (role === 'assistant') ids.push(id)
    else {
      endTurn()
      questionId = id
    }
  }
  endTurn()
  return { hidden, variants }
}

/** Whether both show the same: then nothing has to be drawn anew. */
export function isSameLayout(one: TurnLayout, other: TurnLayout): boolean {
  if (one.hidden.size !== other.hidden.size || one.variants.size !== other.variants.size) return false
  for (const id of one.hidden) if (!other.hidden.has(id)) return false
  for (const [id, { ids }] of one.variants)
    if (other.variants.get(id)?.ids.join() !== ids.join()) return false
  return true
}

/** A message with what belongs to it: a question with all of its answers, an answer alone. */
export function listTurn(messages: readonly ListedMessage[], id: MessageId): MessageId[] {
  const start = messages.findIndex((message) => message.id === id)
  if (messages[start]?.role !== 'user') return start === -1 ? [] : [id]
  const next = messages.findIndex(({ role }, index) => index > start && role === 'user')
  return messages.slice(start, next === -1 ? undefined : next).map((message) => message.id)
}

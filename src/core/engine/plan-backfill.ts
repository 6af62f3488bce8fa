// Owns which of the messages that the service remembers are missing here, and what they become. Pure. What is here stays as
// it is, so anything that may be the same message is taken to be the same.
import { createHash } from 'node:crypto'
import type { EndStatus, Message } from '#shared/answer.ts'
import { messageIdSchema, type ConversationId, type MessageId } from '#shared/ids.ts'
import type { Part } from '#shared/part.ts'
import type { RememberedMessage } from '#core/adp/client.ts'

/** What is known of a message that is here. */
export type PresentMessage = Pick<Message, 'id' | 'role' | 'createdAt' | 'remote' | 'parts'>

export interface BackfillPlan {
  /**
   * All that the service remembers in its order: the messages that are here as they are, between them those that are not.
   */
  readonly messages: readonly (PresentMessage | Message)[]
  readonly missing: ReadonlySet<MessageId>
}

/** `present` and `remembered` oldest first. */
export function planBackfill(
  { id, createdAt }: { readonly id: ConversationId; readonly createdAt: number },
  present: readonly PresentMessage[],
  remembered: readonly RememberedMessage[],
): BackfillPlan {
  const find = createFinder(present)
  const turns = joinAnswers(remembered.filter(({ status }) => status !== 'running'))
  const found = turns.map((message) => ({ message, here: find(message) }))
  const missing = new Set<MessageId>()
  let previous = createdAt
  const messages = found.map(({ message, here }, index) => {
    if (here) {
      previous = here.createdAt
      return here
    }
    const next = found.slice(index).find((later) => later.here)?.here
    // The clock of the service may be another one: what is here next stays behind.
    const latest = next ? next.createdAt - 1 : Infinity
    previous = Math.max(0, Math.min(message.sentAt ?? (index === 0 && next ? latest : previous), latest))
    const added = createMissing(id, message, previous)
    missing.add(added.id)
    return added
  })
  return { messages, missing }
}

/** Finds what a remembered message is here, going forward. */
function createFinder(
  present: readonly PresentMessage[],
): (message: RememberedMessage) => PresentMessage | undefined {
  const byRecord = new Map(present.flatMap((message) => pair(message.remote.recordId, message)))
  const answerOf = new Map(present.flatMap((message) => pair(message.remote.questionRecordId, message)))
  const questionOf = new Map(
    present.flatMap((message, index) => {
      const before = present.slice(0, index).findLast(({ role }) => role === 'user')
      return message.role === 'assistant' && before ? pair(message.remote.questionRecordId, before) : []
    }),
  )
  /** Questions whose answer the service never named, in their order, with what came of them. */
  let unnamed = present.flatMap((question, index) => {
    const answer = present[index + 1]
    const isNamed = question.remote.recordId !== undefined || isNamedAnswer(answer)
    return question.role === 'user' && !isNamed ? [{ question, answer }] : []
  })

  return (message) => {
    if (message.role === 'assistant') {
      return byRecord.get(message.recordId) ?? answerOf.get(message.questionRecordId ?? message.recordId)
    }
    const known = byRecord.get(message.recordId) ?? questionOf.get(message.recordId)
    if (known) return known
    const at = unnamed.findIndex(({ question }) => textOf(question.parts) === textOf(message.parts))
    const same = unnamed[at]
    if (!same) return undefined
    unnamed = unnamed.slice(at + 1)
    // An answer that has words was streamed, whatever the service calls it.
    if (same.answer && same.answer.parts.length > 0) answerOf.set(message.recordId, same.answer)
    return same.question
  }
}

function isNamedAnswer(message: PresentMessage | undefined): boolean {
  return message?.remote.recordId !== undefined || message?.remote.questionRecordId !== undefined
}

function pair(name: string | undefined, message: PresentMessage): [string, PresentMessage][] {
  return name === undefined ? [] : [[name, message]]
}

function textOf(parts: readonly Part[]): string {
  return parts
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join('')
    .trim()
}

/** Several records that answer one question are one answer here, as they are when they are streamed. */
function joinAnswers(remembered: readonly RememberedMessage[]): RememberedMessage[] {
  const joined: RememberedMessage[] = []
  for (const message of remembered) {
    const before = joined.at(-1)
    const isMore =
      message.role === 'assistant' &&
      before?.role === 'assistant' &&
      message.questionRecordId !== undefined &&
      before.questionRecordId === message.questionRecordId
    if (isMore)
      joined[joined.length - 1] = { ...before, ...message, parts: [...before.parts, ...message.parts] }
    else joined.push(message)
  }
  return joined
}

const statuses: Readonly<Record<'complete' | 'failed' | 'stopped', EndStatus>> = {
  complete: 'complete',
  failed: 'failed',
  stopped: 'stopped',
}

function createMissing(
  conversationId: ConversationId,
  { recordId, questionRecordId, role, parts, status, usage, failure, canRate }: RememberedMessage,
  createdAt: number,
): Message {
  const isAnswer = role === 'assistant'
  return {
    id: createMessageId(conversationId, recordId),
    conversationId,
    role,
    status: isAnswer && status !== undefined && status !== 'running' ? statuses[status] : 'complete',
    parts: [...parts],
    createdAt,
    endedAt: createdAt,
    ...(usage === undefined ? {} : { usage }),
    ...(isAnswer && failure !== undefined ? { failure } : {}),
    remote: {
      recordId,
      ...(isAnswer && questionRecordId !== undefined ? { questionRecordId } : {}),
      ...(isAnswer && canRate !== undefined ? { canRate } : {}),
    },
  }
}

/** The same for the same record on every computer, so that histories which both asked the service merge without doubles. */
function createMessageId(conversationId: ConversationId, recordId: string): MessageId {
  const digits = createHash('sha256').update(`${conversationId} ${recordId}`).digest('hex')
  const [, first, second, third, fourth, fifth] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(digits) ?? []
  return messageIdSchema.parse(`${first}-${second}-8${third}-8${fourth}-${fifth}`)
}

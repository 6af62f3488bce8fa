// Owns the one vocabulary of the program: Message, AnswerEvent, and the fold of one into the other. Decoders of both
// protocol generations end here, the engine stores this, the renderer paints this. Read this file first.
// What a message is made of is in part.ts.
import { z } from 'zod'
import { assertNever } from './assert-never.ts'
import { waySchema } from './connection.ts'
import { failureSchema } from './failure.ts'
import { conversationIdSchema, messageIdSchema } from './ids.ts'
import { questionOptionsSchema } from './question.ts'
import {
  partSchema,
  progressSchema,
  quoteSchema,
  referenceSchema,
  stepPartSchema,
  tokenCountSchema,
  type Part,
  type PartOf,
} from './part.ts'

export const messageStatusSchema = z.enum([
  'sending', // a question that the service has not confirmed yet
  'streaming', // an answer that is being written
  'complete',
  'stopped', // a person stopped it
  'refused', // the content check of the service
  'failed', // the service or the way to it said no
  'interrupted', // it ended without the service's own end marker
])
export type MessageStatus = z.infer<typeof messageStatusSchema>

/** The service's own names for a turn, opaque strings; for rating, references, history and support tickets. */
export const remoteSchema = z.strictObject({
  requestId: z.string().optional(),
  recordId: z.string().optional(),
  questionRecordId: z.string().optional(),
  traceId: z.string().optional(),
  applicationName: z.string().optional(),
  applicationAvatar: z.string().optional(),
  canRate: z.boolean().optional(),
  replyMethod: z.number().optional(),
  /** How the question went to the service. */
  way: waySchema.optional(),
})
export type Remote = z.infer<typeof remoteSchema>

/** Counters of a turn as the service last stated them: always set, never added up. */
export const usageSchema = z.strictObject({
  tokens: tokenCountSchema.optional(),
  elapsedMs: z.number().optional(),
  /** From the question to the first word, as the service measured it. */
  firstTokenMs: z.number().optional(),
})
export type Usage = z.infer<typeof usageSchema>

/** An answer that the service was too busy for, and that is asked for again by itself. */
export const waitSchema = z.strictObject({
  /** What the service said. */
  failure: failureSchema,
  /** The retry that comes next, counted from 1, and how many there are at most. */
  retry: z.number().int(),
  maxRetries: z.number().int(),
  resumesAt: z.number().int(),
})

export const messageSchema = z.strictObject({
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  role: z.enum(['user', 'assistant']),
  status: messageStatusSchema,
  /** In the order of first appearance. */
  parts: z.array(partSchema),
  /** Milliseconds since the epoch, like every `…At`. */
  createdAt: z.number().int(),
  endedAt: z.number().int().optional(),
  usage: usageSchema.optional(),
  failure: failureSchema.optional(),
  /** Only between two attempts at an answer of which nothing has come yet. */
  wait: waitSchema.optional(),
  remote: remoteSchema,
  /** How a question was to be answered, where that is not what its profile says; of an answer, where not as its question says. */
  options: questionOptionsSchema.optional(),
  /** Set when what the disk gave back is not what was written: the text may be wrong. */
  isDamaged: z.literal(true).optional(),
})
export type Message = z.infer<typeof messageSchema>

const endStatusSchema = messageStatusSchema.extract([
  'complete',
  'stopped',
  'refused',
  'failed',
  'interrupted',
])
export type EndStatus = z.infer<typeof endStatusSchema>

const partKeySchema = z.string().min(1).max(400)

/**
 * What happens to an answer, one step at a time. `part` is the key of the part that is meant; a part is created by the
 * first event that names it. Both `…-delta` and `…-set` exist because the service sends pieces, whole texts, and
 * corrections of what it has already sent.
 */
export const answerEventSchema = z.discriminatedUnion('type', [
  /** The service has accepted the question. */
  z.strictObject({ type: z.literal('answer-start') }),
  /** The service is too busy; the question is asked again after a while. */
  z.strictObject({ type: z.literal('answer-wait'), wait: waitSchema }),
  z.strictObject({ type: z.literal('text-delta'), part: partKeySchema, text: z.string() }),
  z.strictObject({ type: z.literal('text-set'), part: partKeySchema, text: z.string() }),
  z.strictObject({ type: z.literal('thought-delta'), part: partKeySchema, text: z.string() }),
  z.strictObject({
    type: z.literal('thought-set'),
    part: partKeySchema,
    text: z.string(),
    status: progressSchema,
    title: z.string().optional(),
    durationMs: z.number().optional(),
  }),
  /** Replaces the step with this key. */
  z.strictObject({ type: z.literal('step-set'), step: stepPartSchema }),
  /** Replaces the part with this key, whatever it was. */
  z.strictObject({ type: z.literal('part-set'), part: partSchema }),
  /** Replaces the references of a text. */
  z.strictObject({
    type: z.literal('references-set'),
    part: partKeySchema,
    references: z.array(referenceSchema),
  }),
  /** Adds a mark to a text; the same mark twice is once. */
  z.strictObject({ type: z.literal('quote-add'), part: partKeySchema, quote: quoteSchema }),
  z.strictObject({ type: z.literal('usage-set'), usage: usageSchema }),
  /** Sets the names it carries and keeps the others. */
  z.strictObject({ type: z.literal('remote-set'), remote: remoteSchema }),
  /** Something this version does not know; becomes a part of its own. */
  z.strictObject({ type: z.literal('unknown'), name: z.string(), raw: z.string() }),
  /** The last event of every answer. Nothing after it changes the message. */
  z.strictObject({
    type: z.literal('answer-end'),
    status: endStatusSchema,
    failure: failureSchema.optional(),
    /** Set by the engine, which has the clock. */
    endedAt: z.number().int().optional(),
  }),
])
export type AnswerEvent = z.infer<typeof answerEventSchema>

/** Whether nothing can happen to this message any more. */
export function hasEnded(message: Message): boolean {
  return message.status !== 'sending' && message.status !== 'streaming'
}

/**
 * The message after the event. Pure; the cost does not depend on the length of the texts (strings are joined as ropes),
 * only on the number of parts. Parts that the event does not name keep their identity, so a view can skip them.
 */
export function applyAnswerEvent(message: Message, event: AnswerEvent): Message {
  if (hasEnded(message)) return message
  switch (event.type) {
    case 'answer-start':
      return { ...withoutWait(message), status: 'streaming' }
    case 'answer-wait':
      return { ...message, wait: event.wait }
    case 'text-delta':
      return changeText(message, event.part, (part) => ({ ...part, text: part.text + event.text }))
    case 'text-set':
      return changeText(message, event.part, (part) => ({ ...part, text: event.text }))
    case 'thought-delta':
      return changeThought(message, event.part, (part) => ({ ...part, text: part.text + event.text }))
    case 'thought-set':
      return changeThought(message, event.part, (part) => ({
        ...part,
        text: event.text,
        status: event.status,
        ...(event.title === undefined ? {} : { title: event.title }),
        ...(event.durationMs === undefined ? {} : { durationMs: event.durationMs }),
      }))
    case 'step-set':
      return putPart(message, event.step)
    case 'part-set':
      return putPart(message, event.part)
    case 'references-set':
      return changeText(message, event.part, (part) => ({ ...part, references: event.references }))
    case 'quote-add':
      return changeText(message, event.part, (part) =>
        part.quotes.some(
          ({ index, position }) => index === event.quote.index && position === event.quote.position,
        )
          ? part
          : { ...part, quotes: [...part.quotes, event.quote] },
      )
    case 'usage-set':
      return { ...message, usage: event.usage }
    case 'remote-set':
      return { ...message, remote: { ...message.remote, ...event.remote } }
    case 'unknown':
      return putPart(message, {
        type: 'unknown',
        key: `unknown:${message.parts.filter((part) => part.type === 'unknown').length}`,
        name: event.name,
        raw: event.raw,
      })
    case 'answer-end':
      return {
        ...withoutWait(message),
        status: event.status,
        parts: message.parts.some(isRunningPart)
          ? message.parts.map((part) => endPart(part, event.status))
          : message.parts,
        ...(event.failure === undefined ? {} : { failure: event.failure }),
        ...(event.endedAt === undefined ? {} : { endedAt: event.endedAt }),
      }
    default:
      return assertNever(event)
  }
}

function withoutWait({ wait: _, ...message }: Message): Message {
  return message
}

function changeText(message: Message, key: string, change: (part: PartOf<'text'>) => Part): Message {
  const known = findPart(message, key)
  const part: PartOf<'text'> =
    known?.type === 'text' ? known : { type: 'text', key, text: '', quotes: [], references: [] }
  return putPart(message, change(part))
}

function changeThought(message: Message, key: string, change: (part: PartOf<'thought'>) => Part): Message {
  const known = findPart(message, key)
  const part: PartOf<'thought'> =
    known?.type === 'thought' ? known : { type: 'thought', key, text: '', status: 'running' }
  return putPart(message, change(part))
}

function findPart(message: Message, key: string): Part | undefined {
  // From the end: the part that grows is nearly always the last one.
  return message.parts.findLast((part) => part.key === key)
}

function putPart(message: Message, part: Part): Message {
  const index = message.parts.findLastIndex((candidate) => candidate.key === part.key)
  if (index === -1) return { ...message, parts: [...message.parts, part] }
  if (message.parts[index] === part) return message
  return { ...message, parts: message.parts.with(index, part) }
}

function isRunningPart(part: Part): boolean {
  return (part.type === 'thought' || part.type === 'step') && part.status === 'running'
}

/** A part that still ran when the answer ended has ended with it. */
function endPart(part: Part, status: EndStatus): Part {
  if ((part.type !== 'thought' && part.type !== 'step') || part.status !== 'running') return part
  return { ...part, status: status === 'complete' ? 'complete' : status === 'failed' ? 'failed' : 'stopped' }
}

// Owns the turn of v2: from the events that answer one question to answer events, and the judgement how the turn ended.
// Pure. A record holds messages, a message holds contents; what each message has told so far is in message.ts. Events and
// their order: the ADP dialogue documents (HTTP SSE and WebSocket, v2); the same on both transports.
import type { AnswerEvent } from '#shared/answer.ts'
import { createFailure, type Failure } from '#shared/failure.ts'
import type { Decoder, ReceivedEvent } from '../channel.ts'
import { joinEvents } from '../join-events.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { createRemoteFailure, findRemoteError } from '../remote-error.ts'
import { createSentParts } from '../sent-parts.ts'
import { createTurnState, type RemoteNames } from '../turn-state.ts'
import { createUnknownEvents } from '../unknown-event.ts'
import { isObject } from '../wire-schema.ts'
import { createAnswerMessage, type AnswerMessage } from './message.ts'
import { decodeProcedureSteps, decodeWorkflowOptions, listToolInputs } from './procedures.ts'
import { decodeEnd } from './progress.ts'
import {
  ackSchema,
  contentEventSchema,
  messageEventSchema,
  parseText,
  quoteEventSchema,
  referenceEventSchema,
  responseSchema,
  type WireMessage,
  type WireRecord,
} from './schema.ts'

/**
 * After `response.completed`, when it leaves out what a message has said: the last pieces have been seen to come up to
 * 400 ms later.
 */
const patienceAfterCompletedMs = 500

type Body = Readonly<Record<string, unknown>>

export function createV2Decoder({ requestId }: { readonly requestId: string }): Decoder {
  const turn = createTurnState(requestId)
  const keepUnknown = createUnknownEvents()
  const sendPart = createSentParts()
  // By message id, in order of appearance.
  const messages = new Map<string, AnswerMessage>()
  // The one that was named last: pieces of a text come in a row, and comparing is cheaper than looking up.
  let last: { readonly id: string; readonly message: AnswerMessage } | undefined
  // Set by `response.completed`; from then on only pieces of messages that are not over count.
  let completed: WireRecord | undefined

  return {
    get patienceMs() {
      return completed && patienceAfterCompletedMs
    },
    decode(received) {
      const { name, text } = received
      if (received.type === 'unreadable') {
        if (name === 'error') return endWithFailure(createRemoteFailure({ message: text }))
        return text.trim() === '' ? [] : keepUnknown(name ?? '', text)
      }
      const { body } = received
      const type = typeOf(received)
      if (completed) return decodeLate(type, body)
      if (type === 'error' || (type === '' && findRemoteError(body))) return decodeError(body, text)
      return (isObject(body) ? decodeBody(type, body) : undefined) ?? keepUnknown(type, text)
    },
    end(how) {
      if (completed) return endCompleted(completed)
      if (how.type === 'stopped') return turn.end('stopped', releaseHeld())
      return endWithFailure(how.type === 'broken' ? how.failure : createFailure('cut-off'))
    },
  }

  /** What this event says, or undefined when that cannot be made out. */
  function decodeBody(type: string, body: Body): AnswerEvent[] | undefined {
    switch (type) {
      case 'text.delta': {
        const piece = parseText(body)
        if (!piece) return undefined
        const message = getMessage(piece.messageId)
        if (message.isDone) return []
        return joinEvents(turn.start(), message.append(piece.contentIndex, piece.text))
      }
      case 'text.replace': {
        const whole = parseText(body)
        if (!whole) return undefined
        return joinEvents(turn.start(), getMessage(whole.messageId).replace(whole.contentIndex, whole.text))
      }
      case 'request_ack': {
        const record = ackSchema.safeParse(body).data?.RequestAck
        return record && [...turn.start(), ...setRemote(record, { questionRecordId: record.RecordId })]
      }
      case 'response.created':
      case 'response.processing': {
        const record = responseSchema.safeParse(body).data?.Response
        return record && [...turn.start(), ...setAnswerRemote(record)]
      }
      case 'response.completed': {
        const record = responseSchema.safeParse(body).data?.Response
        return record && decodeCompleted(record, body)
      }
      case 'message.added':
      case 'message.processing':
      case 'message.done': {
        const { data } = messageEventSchema.safeParse(body)
        if (!data) return undefined
        const id = data.Message.MessageId ?? data.MessageId
        return [...turn.start(), ...takeMessage(id, data.Message, body['Message'], type === 'message.done')]
      }
      case 'content.added': {
        const { data } = contentEventSchema.safeParse(body)
        if (!data || !isObject(data.Content)) return undefined
        return [
          ...turn.start(),
          ...getMessage(data.MessageId).takeContent(data.ContentIndex ?? 0, data.Content),
        ]
      }
      case 'quote_info.added': {
        const { data } = quoteEventSchema.safeParse(body)
        return data && getMessage(data.MessageId).takeQuote(data.ContentIndex ?? 0, data.QuoteInfo)
      }
      case 'reference.added': {
        const { data } = referenceEventSchema.safeParse(body)
        return data && getMessage(data.MessageId).takeReference(data.ContentIndex ?? 0, data.Reference)
      }
      case 'done':
      case 'heartbeat':
        return []
      default:
        return undefined
    }
  }

  function getMessage(id = ''): AnswerMessage {
    if (last?.id === id) return last.message
    const message =
      messages.get(id) ?? createAnswerMessage(id, (other) => messages.get(other)?.isStep === true)
    messages.set(id, message)
    last = { id, message }
    return message
  }

  function takeMessage(
    id: string | undefined,
    message: WireMessage,
    raw: unknown,
    isOver: boolean,
  ): AnswerEvent[] {
    return getMessage(id).take(message, raw, isOver)
  }

  /** The whole record again, with what it cost. It decides how the turn ended, and may leave out what was told before. */
  function decodeCompleted(record: WireRecord, body: Body): AnswerEvent[] {
    const response = body['Response']
    const raws: unknown = isObject(response) ? response['Messages'] : undefined
    const events = [...turn.start(), ...setAnswerRemote(record)]
    for (const [position, message] of record.Messages.entries()) {
      const isRestated = (message.Contents ?? []).length > 0
      const raw: unknown = Array.isArray(raws) ? raws[position] : undefined
      const isOver = isRestated || getMessage(message.MessageId).isDone
      events.push(...takeMessage(message.MessageId, message, raw, isOver))
    }
    events.push(...tellWork(record))
    completed = record
    return areMessagesDone() ? [...events, ...endCompleted(record)] : events
  }

  function tellWork(record: WireRecord): AnswerEvent[] {
    const inputs = listToolInputs(record.Procedures)
    const tools = [...messages.values()].filter((message) => message.wantsInput)
    const told = tools.flatMap((tool, position) => {
      const input = inputs[position]
      return input === undefined ? [] : tool.setInput(input)
    })
    const { InputTokens, OutputTokens, TotalTokens, FirstTokenCost, TotalCost } = record.StatInfo ?? {}
    const tokens = omitUndefined({
      input: InputTokens || undefined,
      output: OutputTokens || undefined,
      total: TotalTokens || undefined,
    })
    const usage = omitUndefined({
      tokens: Object.keys(tokens).length === 0 ? undefined : tokens,
      elapsedMs: record.ExtraInfo?.Elapsed ?? TotalCost,
      // 0: there was none.
      firstTokenMs: FirstTokenCost || undefined,
    })
    const id = (record.RecordId ?? '').slice(0, 300)
    const hasOptions = [...messages.values()].some((message) => message.hasOptions)
    const work = [
      ...decodeProcedureSteps(record.Procedures, id),
      ...(hasOptions ? [] : decodeWorkflowOptions(record.Procedures, id)),
    ]
    return [...told, ...work.flatMap(sendPart), ...turn.setUsage(usage)]
  }

  /** After the completed record: pieces that it does not hold. Everything else has been said, or is of another turn. */
  function decodeLate(type: string, body: unknown): AnswerEvent[] {
    if ((type !== 'text.delta' && type !== 'text.replace') || !isObject(body)) return []
    const piece = parseText(body)
    const message = piece && messages.get(piece.messageId)
    if (!message || message.isDone) return []
    return type === 'text.delta'
      ? message.append(piece.contentIndex, piece.text)
      : message.replace(piece.contentIndex, piece.text)
  }

  function areMessagesDone(): boolean {
    return [...messages.values()].every((message) => message.isDone)
  }

  function endCompleted(record: WireRecord): AnswerEvent[] {
    const status = decodeEnd(record.Status)
    if (status === 'failed') return endWithFailure(createRemoteFailure({ message: record.StatusDesc ?? '' }))
    return turn.end(status, releaseHeld())
  }

  function decodeError(body: unknown, text: string): AnswerEvent[] {
    return endWithFailure(createRemoteFailure(findRemoteError(body) ?? { message: text }))
  }

  function endWithFailure(failure: Failure): AnswerEvent[] {
    return turn.endWithFailure(failure, releaseHeld())
  }

  function releaseHeld(): AnswerEvent[] {
    return [...messages.values()].flatMap((message) => message.end())
  }

  function setAnswerRemote(record: WireRecord): AnswerEvent[] {
    const extra = record.ExtraInfo
    return setRemote(record, {
      recordId: record.RecordId,
      applicationName: extra?.FromName,
      applicationAvatar: extra?.FromAvatar,
      canRate: extra?.CanRating ?? undefined,
      // 0: not decided yet.
      replyMethod: extra?.ReplyMethod || undefined,
    })
  }

  function setRemote(record: WireRecord, names: RemoteNames): AnswerEvent[] {
    const { RequestId, TraceId } = record.ExtraInfo ?? {}
    return turn.setRemote({ requestId: RequestId, traceId: TraceId, ...names })
  }
}

/** The type inside of the JSON counts; the name around it is a fallback. */
function typeOf(received: Extract<ReceivedEvent, { type: 'event' }>): string {
  const type = isObject(received.body) ? received.body['Type'] : undefined
  return typeof type === 'string' && type !== '' ? type : (received.name ?? '')
}

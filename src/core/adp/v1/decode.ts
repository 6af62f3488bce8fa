// Owns the turn of v1: from the packets that answer one question to answer events, and the judgement how the turn ended.
// Pure. What each answer record has told so far is in record.ts. Order and meaning: Dialogue API (HTTP SSE) document.
import type { AnswerEvent, Usage } from '#shared/answer.ts'
import { createFailure, type Failure } from '#shared/failure.ts'
import type { Decoder, TransportEnd } from '../channel.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { createRemoteFailure, findRemoteError } from '../remote-error.ts'
import { createTurnState } from '../turn-state.ts'
import { createUnknownEvents } from '../unknown-event.ts'
import { isObject } from '../wire-schema.ts'
import { createAnswerRecord, type AnswerRecord } from './record.ts'
import { decodeReference } from './references.ts'
import {
  parseReply,
  referencesSchema,
  thoughtSchema,
  tokenStatSchema,
  type WireReferences,
  type WireReply,
  type WireTokenStat,
} from './schema.ts'

/**
 * After the last final text: sources and statistics may still follow, in any order, and while something is being worked
 * on another text. On a socket nothing else says that the turn is over.
 */
const patienceMs = { whenDone: 500, withoutStatistics: 2000, whileProcessing: 10_000 }

export interface V1DecoderOptions {
  readonly requestId: string
  /** What the request asked for: texts in pieces, or each time the whole text so far. */
  readonly isIncremental: boolean
}

export function createV1Decoder({ requestId, isIncremental }: V1DecoderOptions): Decoder {
  const turn = createTurnState(requestId)
  // By record id, in order of appearance.
  const records = new Map<string, AnswerRecord>()
  // The last `token_stat`; undefined before the first.
  let statistics: WireTokenStat | undefined
  const keepUnknown = createUnknownEvents()

  return {
    get patienceMs() {
      if (!areTextsFinal()) return undefined
      const status = statistics?.status_summary
      if (status === undefined) return patienceMs.withoutStatistics
      return status === 'processing' ? patienceMs.whileProcessing : patienceMs.whenDone
    },
    decode(received) {
      if (received.type === 'unreadable') return decodeUnreadable(received.name, received.text)
      const { body, text } = received
      const type = isObject(body) ? body['type'] : undefined
      const name = typeof type === 'string' && type !== '' ? type : (received.name ?? '')
      // A body without the envelope is taken for the payload itself, as the official demo does.
      const payload = isObject(body) && 'payload' in body ? body['payload'] : body
      const isNameless = name === '' || name === 'message'
      if (name === 'error' || (isNameless && findRemoteError(body))) return decodeError(body, payload, text)
      if (name === 'heartbeat') return []
      return decodePayload(name, payload, text) ?? keepUnknown(name, text)
    },
    end(how) {
      if (how.type === 'stopped') return turn.end('stopped', releaseHeld())
      const failure = how.type === 'broken' ? how.failure : createFailure('cut-off')
      return isTurnOver(how)
        ? turn.end('complete', releaseHeld())
        : endWithFailure(findStatedFailure() ?? failure)
    },
  }

  /** What this payload says, or undefined when that cannot be made out. */
  function decodePayload(name: string, payload: unknown, text: string): AnswerEvent[] | undefined {
    switch (name) {
      case 'reply': {
        const reply = parseReply(payload)
        return reply && decodeReply(reply, text)
      }
      case 'thought': {
        const { data } = thoughtSchema.safeParse(payload)
        return (
          data && [...accept(data), ...getRecord(data.record_id).takeThought(data.procedures, data.files)]
        )
      }
      case 'token_stat': {
        const { data } = tokenStatSchema.safeParse(payload)
        return data && decodeStatistics(data)
      }
      case 'reference': {
        const { data } = referencesSchema.safeParse(payload)
        if (!data) return undefined
        const references = data.references.map(decodeReference)
        return [...accept(data), ...getRecord(data.record_id).takeReferences(references)]
      }
      default:
        return undefined
    }
  }

  function decodeReply(reply: WireReply, text: string): AnswerEvent[] {
    if (reply.isFromSelf) return decodeEcho(reply)
    const record = getRecord(reply.recordId)
    if (record.isFinal) return []
    // Its words are the service's own, in the place of what was withdrawn.
    if (reply.isEvil) return [...record.takeReply(reply), ...endWithFailure(createFailure('answer-refused'))]
    // With several records, the latest is the one that is rated; packets of earlier ones must not change that.
    const isLatest = !record.hasReply || turn.remote.recordId === reply.recordId
    const events = turn.start()
    if (isLatest && !isKnown(reply)) events.push(...setAnswerRemote(reply))
    for (const event of record.takeReply(reply)) events.push(event)
    if (reply.extras === 'unreadable') events.push(...keepUnknown('reply', text))
    // The application waits for tools that this program does not have.
    if (reply.hasInterrupt) events.push(...keepUnknown('interrupt_info', text))
    return events
  }

  /** Whether `setAnswerRemote` would say nothing new; a shortcut, because every packet repeats these names. */
  function isKnown(reply: WireReply): boolean {
    return (
      reply.recordId === turn.remote.recordId &&
      reply.canRate === turn.remote.canRate &&
      reply.replyMethod === turn.remote.replyMethod &&
      reply.traceId === turn.remote.traceId &&
      reply.requestId === turn.remote.requestId &&
      reply.fromName === turn.remote.applicationName &&
      reply.fromAvatar === turn.remote.applicationAvatar
    )
  }

  /** The question, sent back first of all: it is accepted, or the content check has refused it. */
  function decodeEcho({ recordId, requestId, traceId, isEvil }: WireReply): AnswerEvent[] {
    const events = turn.setRemote({ requestId, traceId, questionRecordId: recordId || undefined })
    if (isEvil) return [...events, ...endWithFailure(createFailure('question-refused'))]
    return [...turn.start(), ...events]
  }

  function decodeStatistics(stat: WireTokenStat): AnswerEvent[] {
    statistics = stat
    const events = [...accept(stat), ...getRecord(stat.record_id).takeStatistics(stat.procedures)]
    const tokens = omitUndefined({
      input: sum(stat.procedures.map((procedure) => procedure.input_count)),
      output: sum(stat.procedures.map((procedure) => procedure.output_count)),
      total: stat.token_count || undefined,
    })
    const next: Usage = omitUndefined({
      tokens: Object.keys(tokens).length === 0 ? undefined : tokens,
      elapsedMs: stat.elapsed,
    })
    return [...events, ...turn.setUsage(next)]
  }

  function decodeError(body: unknown, payload: unknown, text: string): AnswerEvent[] {
    const error = findRemoteError(body) ?? findRemoteError({ error: payload })
    return endWithFailure(createRemoteFailure(error ?? { message: text }))
  }

  function decodeUnreadable(name: string | undefined, text: string): AnswerEvent[] {
    if (name === 'error') return endWithFailure(createRemoteFailure({ message: text }))
    return name === 'heartbeat' || text.trim() === '' ? [] : keepUnknown(name ?? '', text)
  }

  /** Any packet but the echo and the replies: the question must have been accepted, and the record gets its name. */
  function accept(packet: Pick<WireReferences, 'record_id' | 'trace_id'>): AnswerEvent[] {
    const recordId = turn.remote.recordId ?? packet.record_id
    return [...turn.start(), ...turn.setRemote({ traceId: packet.trace_id, recordId })]
  }

  function getRecord(recordId = ''): AnswerRecord {
    const known = records.get(recordId)
    if (known) return known
    const record = createAnswerRecord(recordId, isIncremental)
    records.set(recordId, record)
    return record
  }

  function setAnswerRemote(reply: WireReply): AnswerEvent[] {
    return turn.setRemote({
      requestId: reply.requestId,
      recordId: reply.recordId || undefined,
      traceId: reply.traceId,
      applicationName: reply.fromName,
      applicationAvatar: reply.fromAvatar,
      canRate: reply.canRate,
      replyMethod: reply.replyMethod,
    })
  }

  /**
   * The service ends a turn by closing the stream. Where the stream was not closed properly, the texts must be final, and
   * either the last statistics say that nothing is being worked on, or nothing has come for a long time.
   */
  function isTurnOver(how: TransportEnd): boolean {
    if (!areTextsFinal()) return false
    if (how.type !== 'broken') return true
    const status = statistics?.status_summary
    return how.failure.code === 'silent' || (status !== undefined && status !== 'processing')
  }

  function areTextsFinal(): boolean {
    const replied = [...records.values()].filter((record) => record.hasReply)
    return replied.length > 0 && replied.every((record) => record.isFinal)
  }

  /** `failed` in the statistics of an unfinished turn is the service's word that no more will come. */
  function findStatedFailure(): Failure | undefined {
    if (statistics?.status_summary !== 'failed') return undefined
    return createRemoteFailure({ message: statistics.status_summary_title ?? '' })
  }

  function endWithFailure(failure: Failure): AnswerEvent[] {
    return turn.endWithFailure(failure, releaseHeld())
  }

  /** What the records have held back for a better place. */
  function releaseHeld(): AnswerEvent[] {
    return [...records.values()].flatMap((record) => record.end())
  }
}

function sum(counts: readonly (number | undefined)[]): number | undefined {
  const total = counts.reduce<number>((before, count) => before + (count ?? 0), 0)
  return total > 0 && total < Infinity ? total : undefined
}

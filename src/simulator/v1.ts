// Owns how protocol generation 1 speaks: the events of a turn with their envelope, cumulative or in pieces, in packets
// of so many code points. The members of each payload are in v1-payloads.ts, the thought event in v1-thoughts.ts.
import { encodeJson, type Json, type JsonObject } from './json.ts'
import { errorMessage } from './error-messages.ts'
import { realDelayMs, type DelayKind } from './pace.ts'
import type { Random } from './random.ts'
import { createRecordId, createTraceId } from './record-id.ts'
import type { AnswerDetails, AnswerStep, Spelling } from './scenario.ts'
import type { StoredAnswer, Turn } from './sessions.ts'
import type { Speaker, WireEvent } from './speaker.ts'
import type { V1Request } from './v1-request.ts'
import { createThoughts } from './v1-thoughts.ts'
import { referencePayload, replyPayload, tokenStatPayload, type TurnIds } from './v1-payloads.ts'

export interface V1Turn {
  readonly request: V1Request
  /** Grows with what is said. */
  readonly memory: Turn
  /** For the rhythm. */
  readonly random: Random
  /** For ids. */
  readonly idRandom: Random
  readonly now: () => number
}

/** An answer as far as it has been said. */
interface AnswerState {
  readonly stored: StoredAnswer
  details: AnswerDetails
  /** Code points that wait for a full packet, or for the end: the last piece goes into the final packet. */
  pending: string[]
  hasBegun: boolean
}

export function createV1Speaker({ request, memory, random, idRandom, now }: V1Turn): Speaker {
  const ids: TurnIds = {
    requestId: request.requestId ?? createTraceId(idRandom),
    sessionId: request.sessionId,
    traceId: createTraceId(idRandom),
  }
  const answers = new Map<number, AnswerState>()
  let spelling: Spelling = {
    isSparse: false,
    hasType: true,
    finalPacket: 'piece',
    honoursIncremental: true,
    hasNumericIds: false,
  }
  /** Milliseconds that a real model would have taken so far. */
  let elapsedMs = 0
  let messageCount = 0

  const isIncremental = () => request.isIncremental && spelling.honoursIncremental
  const packetLength = request.isStreamed ? request.throttle : Infinity
  const thoughts = createThoughts({
    ids,
    recordId: () => answerState().stored.recordId,
    isIncremental,
    packetLength,
    wait,
    elapsedMs: () => elapsedMs,
    wire,
  })

  function answerState(index = 0): AnswerState {
    const known = answers.get(index)
    if (known !== undefined) return known
    const stored = { recordId: createRecordId(idRandom, now()), text: '', isFinal: false }
    const state: AnswerState = { stored, details: {}, pending: [], hasBegun: false }
    answers.set(index, state)
    memory.answers.push(stored)
    return state
  }

  function wait(kind: DelayKind): number {
    const delayMs = messageCount === 0 ? realDelayMs('opening', random) : realDelayMs(kind, random)
    elapsedMs += delayMs
    return delayMs
  }

  function wire(name: string, delayMs: number, payload: Json | undefined): WireEvent {
    messageCount += 1
    const body: JsonObject = {
      message_id: spelling.isSparse ? undefined : `${ids.traceId}-${messageCount}`,
      payload,
      type: spelling.hasType ? name : undefined,
    }
    return { name, body: encodeJson(body), delayMs }
  }

  function reply(state: AnswerState, piece: string, isFinal: boolean, kind: DelayKind): WireEvent {
    const delayMs = wait(kind)
    state.stored.text += piece
    state.stored.isFinal ||= isFinal
    const payload = replyPayload(
      {
        ids,
        recordId: state.stored.recordId,
        questionRecordId: memory.questionRecordId,
        app: request.app,
        timestampMs: now(),
        content: replyContent(state, piece, isFinal),
        isFinal,
        details: state.details,
      },
      spelling,
    )
    return wire('reply', delayMs, payload)
  }

  function replyContent(state: AnswerState, piece: string, isFinal: boolean): string {
    if (!isIncremental()) return state.stored.text
    return isFinal && spelling.finalPacket === 'whole' ? state.stored.text : piece
  }

  function* say(state: AnswerState, text: string): Generator<WireEvent> {
    state.pending = [...state.pending, ...text]
    yield* sayWaiting(state, packetLength)
  }

  /** Sends packets as long as more than `rest` code points wait. */
  function* sayWaiting(state: AnswerState, rest: number): Generator<WireEvent> {
    let start = 0
    while (state.pending.length - start > rest) {
      const piece = state.pending.slice(start, start + packetLength).join('')
      start += packetLength
      yield reply(state, piece, false, state.hasBegun ? 'packet' : 'event')
      state.hasBegun = true
    }
    state.pending = state.pending.slice(start)
  }

  function* endAnswer(state: AnswerState): Generator<WireEvent> {
    const isLastPieceFirst = isIncremental() && request.isStreamed && spelling.finalPacket === 'empty'
    if (isLastPieceFirst) yield* sayWaiting(state, 0)
    const piece = state.pending.join('')
    state.pending = []
    yield reply(state, piece, true, state.hasBegun ? 'packet' : 'event')
  }

  function* encode(step: AnswerStep): Generator<WireEvent> {
    switch (step.type) {
      case 'question': {
        const delayMs = wait('event')
        yield wire('reply', delayMs, echoPayload(step.isRefused ?? false, step.isFinal ?? true))
        return
      }
      case 'progress': {
        const delayMs = wait('event')
        const { stored, pending } = answerState(step.answer)
        const texts = {
          question: request.content,
          answer: stored.text + pending.join(''),
          thought: thoughts.text(),
        }
        yield wire('token_stat', delayMs, tokenStatPayload(ids, stored.recordId, elapsedMs, step, texts))
        return
      }
      case 'thought':
        yield* thoughts.think(step.text, step.key ?? 'thought')
        return
      case 'thought-end':
        yield thoughts.end(step.key ?? 'thought')
        return
      case 'activity':
        yield thoughts.show(step.activity)
        return
      case 'text':
        yield* say(answerState(step.answer), step.text)
        return
      case 'rewrite': {
        const state = answerState(step.answer)
        state.pending = []
        // Pieces cannot take anything back: there the new text just follows.
        if (!isIncremental()) state.stored.text = ''
        yield* say(state, step.text)
        return
      }
      case 'describe': {
        const state = answerState(step.answer)
        state.details = { ...state.details, ...step.details }
        return
      }
      case 'answer-end':
        yield* endAnswer(answerState(step.answer))
        return
      case 'references': {
        const delayMs = wait('event')
        const { recordId } = answerState(step.answer).stored
        yield wire('reference', delayMs, referencePayload(ids, recordId, step.references, spelling))
        return
      }
      case 'error':
        yield errorEvent(step.code, {
          delayMs: wait('event'),
          form: step.form ?? 'plain',
          requestId: ids.requestId,
          traceId: ids.traceId,
        })
        return
      case 'other':
        yield wire(step.name, wait('event'), step.payload)
        return
      case 'spelling':
        spelling = { ...spelling, ...step.spelling }
        return
    }
  }

  return { encode }

  function echoPayload(isRefused: boolean, isFinal: boolean): JsonObject {
    return replyPayload(
      {
        ids,
        recordId: memory.questionRecordId,
        app: request.app,
        timestampMs: now(),
        content: memory.question,
        isFinal,
        details: { isRefused },
        files: request.files,
      },
      spelling,
    )
  }
}

/** The only event of a request that is refused. */
export function encodeV1Refusal(code: number, requestId: string): WireEvent {
  return errorEvent(code, { delayMs: 0, form: 'plain', requestId })
}

interface ErrorOptions {
  readonly delayMs: number
  readonly form: 'plain' | 'payload' | 'without-request'
  readonly requestId: string
  readonly traceId?: string
}

/** The documented form has no payload member; the official clients accept one. */
function errorEvent(code: number, { delayMs, form, requestId, traceId }: ErrorOptions): WireEvent {
  const error = { code, message: errorMessage(code) }
  const request = form === 'without-request' ? {} : { request_id: requestId, trace_id: traceId }
  const body =
    form === 'payload'
      ? { payload: { error, ...request }, type: 'error' }
      : { error, ...request, type: 'error' }
  return { name: 'error', body: encodeJson(body), delayMs }
}

// Owns how protocol generation 1 speaks: the events of a turn with their envelope, cumulative or in pieces. How texts are
// cut is packets.ts's; the members of each payload are in v1-payloads.ts, the thought event in v1-thoughts.ts.
import { disguise, jsonStyle } from './disguise.ts'
import { errorMessage } from './error-messages.ts'
import { encodeJson, type Json, type JsonObject } from './json.ts'
import type { StoredAnswer } from './memory.ts'
import { createPackets, type Move } from './packets.ts'
import { filesOf } from './question.ts'
import { createRecordId, createTraceId } from './record-id.ts'
import { createRhythm, type Moment } from './rhythm.ts'
import type { AnswerStep } from './scenario.ts'
import type { Speaker, SpeakerTurn, WireEvent } from './speaker.ts'
import { documentedSpelling, type Spelling } from './spelling.ts'
import type { Transport } from './scenario.ts'
import { createThoughts } from './v1-thoughts.ts'
import { referencePayload, replyPayload, tokenStatPayload, type TurnIds } from './v1-payloads.ts'

export function createV1Speaker(turn: SpeakerTurn): Speaker {
  const { question, memory, transport, random, idRandom, now } = turn
  const ids: TurnIds = {
    requestId: memory.requestId,
    sessionId: question.conversationId,
    traceId: createTraceId(idRandom),
  }
  /** Made before the answer, since the counters and thoughts before it name it. */
  const recordIds = new Map([[0, memory.recordId]])
  let spelling: Spelling = documentedSpelling
  let rhythm = createRhythm(turn.rhythm, random)
  let messageCount = 0

  const isIncremental = () => question.isIncremental && spelling.honoursIncremental
  const packets = createPackets({
    memory,
    packetLength: question.isStreamed ? question.throttle : Infinity,
    recordIdOf,
    rewrites: () => (isIncremental() ? 'never' : 'in-packets'),
    endsWithPiece: () => !(isIncremental() && question.isStreamed && spelling.finalPacket === 'empty'),
    hasMarksAfterText: false,
  })
  const thoughts = createThoughts({
    ids,
    recordId: () => recordIdOf(0),
    isIncremental,
    elapsedMs: () => memory.elapsedMs,
  })

  function recordIdOf(answer: number): string {
    const known = recordIds.get(answer)
    if (known !== undefined) return known
    const created = createRecordId(idRandom, now())
    recordIds.set(answer, created)
    return created
  }

  /** Lets time pass and says how much. */
  function wait(moment: Moment): number {
    const delayMs = rhythm(moment)
    memory.elapsedMs += delayMs
    return delayMs
  }

  function wire(name: string, delayMs: number, payload: Json | undefined): WireEvent {
    messageCount += 1
    const hasEnvelope = transport === 'sse' || spelling.hasFullEnvelope
    const body: JsonObject = {
      message_id: hasEnvelope && !spelling.isSparse ? `${ids.traceId}-${messageCount}` : undefined,
      payload,
      type: hasEnvelope && spelling.hasType ? name : undefined,
    }
    return { name, body: encodeJson(disguise(body, spelling), jsonStyle('alphabetical', spelling)), delayMs }
  }

  function reply(answer: StoredAnswer, piece: string, isFinal: boolean, moment: Moment): WireEvent {
    const delayMs = wait(moment)
    memory.firstTextMs ??= piece === '' ? undefined : memory.elapsedMs
    return wire('reply', delayMs, answerPayload(answer, replyContent(answer, piece, isFinal), isFinal))
  }

  function answerPayload(answer: StoredAnswer, content: string, isFinal: boolean): JsonObject {
    const state = {
      ids,
      recordId: answer.recordId,
      questionRecordId: memory.questionRecordId,
      app: question.app,
      timestampMs: now(),
      content,
      isFinal,
      details: answer.details,
      contents: answer.contents,
    }
    return replyPayload(state, spelling)
  }

  function replyContent(answer: StoredAnswer, piece: string, isFinal: boolean): string {
    if (!isIncremental()) return answer.text
    return isFinal && spelling.finalPacket === 'whole' ? answer.text : piece
  }

  function echoPayload(isRefused: boolean, isFinal: boolean): JsonObject {
    const state = {
      ids,
      recordId: memory.questionRecordId,
      app: question.app,
      timestampMs: now(),
      content: memory.question,
      isFinal,
      details: { isRefused },
      contents: filesOf(memory.contents).map((file) => ({ type: 'file' as const, file })),
    }
    return replyPayload(state, spelling)
  }

  function* stop(answers: readonly StoredAnswer[]): Generator<WireEvent> {
    for (const answer of answers.length === 0 ? [packets.answer()] : answers)
      yield reply(answer, '', true, 'event')
    const stat = { status: 'stop' as const, procedures: memory.procedures }
    yield wire('token_stat', wait('event'), tokenStatPayload(ids, recordIdOf(0), memory.elapsedMs, stat))
  }

  function* spell(move: Move): Generator<WireEvent> {
    switch (move.type) {
      case 'question':
        yield wire('reply', wait('ack'), echoPayload(move.isRefused ?? false, move.isFinal ?? true))
        return
      case 'progress': {
        const delayMs = wait(messageCount === 1 ? 'created' : 'event')
        const stat = { status: move.status, procedures: memory.procedures }
        yield wire(
          'token_stat',
          delayMs,
          tokenStatPayload(ids, recordIdOf(move.answer), memory.elapsedMs, stat),
        )
        return
      }
      case 'thought': {
        const delayMs = wait(move.isFirst ? 'thought' : 'packet')
        yield wire('thought', delayMs, thoughts.payload(move.stage, delayMs))
        return
      }
      case 'activity': {
        const delayMs = wait(move.isFirst ? 'tool' : 'tool-output')
        yield wire('thought', delayMs, thoughts.payload(move.stage, delayMs))
        return
      }
      case 'text':
        yield reply(move.answer, move.piece, false, move.isFirst ? 'reply' : 'packet')
        return
      case 'answer-end':
        yield reply(move.answer, move.piece, true, move.isFirst ? 'reply' : 'packet')
        return
      case 'references': {
        const { recordId, references } = move.answer
        yield wire('reference', wait('event'), referencePayload(ids, recordId, references, spelling))
        return
      }
      case 'stop':
        yield* stop(move.answers)
        return
      case 'error': {
        const origin = { requestId: ids.requestId, traceId: ids.traceId }
        yield errorEvent(move.code, {
          ...origin,
          delayMs: wait('event'),
          transport,
          spelling,
          form: move.form,
        })
        return
      }
      case 'other':
        yield wire(move.name, wait('event'), move.payload)
        return
      case 'spelling':
        spelling = { ...spelling, ...move.spelling }
        return
      case 'rhythm':
        rhythm = createRhythm(move.rhythm, random)
        return
      case 'content':
      case 'describe':
      // There is no word for these: they show in the next packet, or nowhere.
      case 'remark':
      case 'turn-end':
    }
  }

  function* encode(step: AnswerStep): Generator<WireEvent> {
    for (const move of packets.cut(step)) yield* spell(move)
  }

  /** The event is encoded once, around a text and a number that stand for all others. */
  function* load(piece: string): Generator<readonly WireEvent[]> {
    const answer = packets.answer()
    const stand = 'TEXT-STANDS-HERE'
    const { body } = wire('reply', 0, answerPayload(answer, stand, false))
    const messageId = `${ids.traceId}-${messageCount}`
    const [head = '', tail = ''] = body.split(`"${stand}"`)
    const escapedPiece = JSON.stringify(piece).slice(1, -1)
    let escapedText = ''
    for (let number = 1; ; number += 1) {
      answer.text += `${piece}${number} `
      escapedText = `${isIncremental() ? '' : escapedText}${escapedPiece}${number} `
      messageCount += 1
      const numbered = head.replace(messageId, `${ids.traceId}-${messageCount}`)
      yield [{ name: 'reply', body: `${numbered}"${escapedText}"${tail}`, delayMs: 0 }]
    }
  }

  /** Generation 1 knows no marker; it comes only where one is asked for. */
  function lastWord(): WireEvent | undefined {
    return spelling.doneMarker === 'always' ? { name: 'done', body: '[DONE]', delayMs: 0 } : undefined
  }

  return {
    encode,
    load,
    lastWord,
    hasRecord: (recordId) => [...recordIds.values()].includes(recordId),
  }
}

/** The only event of a request that is refused. */
export function encodeV1Refusal(code: number, requestId: string, transport: Transport): WireEvent {
  return errorEvent(code, { delayMs: 0, requestId, transport, spelling: documentedSpelling })
}

interface ErrorOptions {
  readonly delayMs: number
  readonly form?: 'payload' | 'without-request' | undefined
  readonly requestId: string
  readonly traceId?: string
  readonly transport: Transport
  readonly spelling: Spelling
}

/** Over HTTP SSE the documented form has no payload member, on a socket it has; the official clients accept both. */
function errorEvent(code: number, options: ErrorOptions): WireEvent {
  const { delayMs, form, requestId, traceId, transport, spelling } = options
  const error = { code, message: errorMessage(code) }
  const request = form === 'without-request' ? {} : { request_id: requestId, trace_id: traceId }
  const members = { error, ...request }
  const isOnSocket = transport === 'socket'
  const hasPayload = isOnSocket ? form !== 'payload' : form === 'payload'
  const body = { ...(hasPayload ? { payload: members } : members), type: isOnSocket ? undefined : 'error' }
  return {
    name: 'error',
    body: encodeJson(disguise(body, spelling), jsonStyle('alphabetical', spelling)),
    delayMs,
  }
}

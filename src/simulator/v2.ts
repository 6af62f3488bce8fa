// Owns how protocol generation 2 speaks: which events tell the moves of a turn, and in which order. How texts are cut is
// packets.ts's; answers are told by v2-replies.ts, everything else by v2-stages.ts, records are spelled in v2-records.ts.
import { disguise, jsonStyle } from './disguise.ts'
import { encodeJson, type Json, type JsonObject } from './json.ts'
import { createPackets, hasEnded, type Move } from './packets.ts'
import { createTraceId } from './record-id.ts'
import { createRhythm, type Moment } from './rhythm.ts'
import type { AnswerStep, ProcedureName } from './scenario.ts'
import type { Speaker, SpeakerTurn, WireEvent } from './speaker.ts'
import { documentedSpelling, type Spelling } from './spelling.ts'
import { errorMembers } from './v2-errors.ts'
import { completedPayload } from './v2-messages.ts'
import { growingRecord, questionRecord, wholeRecord, type RecordState } from './v2-records.ts'
import { createRegister } from './v2-register.ts'
import { createReplies } from './v2-replies.ts'
import { createStages } from './v2-stages.ts'
import { createTelling } from './v2-telling.ts'

/** How long after the end of a turn its pieces may still come. */
const lateMs = 400

export function createV2Speaker(turn: SpeakerTurn): Speaker {
  const { question, memory, random, idRandom } = turn
  const { recordId } = memory
  const traceId = createTraceId(idRandom)
  const debugging = new Map<ProcedureName, string>()
  let spelling: Spelling = { ...documentedSpelling, hasOpaqueIds: question.app.mode === 'claw' }
  let rhythm = createRhythm(turn.rhythm, random)
  /** What the answer is said to be busy with. */
  let statusDescription = ''
  let isCreated = false
  let hasFailed = false
  let isCompleted = false

  const isIncremental = () => question.isIncremental && question.isStreamed && spelling.honoursIncremental
  const packets = createPackets({
    memory,
    packetLength: question.isStreamed ? question.throttle : Infinity,
    recordIdOf: () => recordId,
    rewrites: () => 'at-once',
    endsWithPiece: () => true,
    hasMarksAfterText: true,
  })
  const telling = createTelling({
    askedAt: memory.askedAt,
    spelling: () => spelling,
    isIncremental,
    isStreamed: question.isStreamed,
    elapsedMs: () => memory.elapsedMs,
    event,
  })
  const register = createRegister(memory, { random: idRandom, hasOpaqueIds: () => spelling.hasOpaqueIds })
  const stages = createStages({ memory, register, telling, spelling: () => spelling })
  const replies = createReplies({
    memory,
    register,
    telling,
    spelling: () => spelling,
    isIncremental,
    create,
  })

  function event(type: string, moment: Moment | undefined, members: () => JsonObject): WireEvent {
    const delayMs = moment === undefined ? 0 : rhythm(moment)
    memory.elapsedMs += delayMs
    return wire(type, { Type: spelling.hasType ? type : undefined, ...members() }, delayMs)
  }

  function wire(name: string, body: JsonObject, delayMs: number): WireEvent {
    return { name, body: encodeJson(disguise(body, spelling), jsonStyle('given', spelling)), delayMs }
  }

  function recordState(): RecordState {
    const { conversationId } = question
    return { memory, conversationId, recordId, traceId, debugging, spelling }
  }

  function* create(): Generator<WireEvent> {
    if (isCreated) return
    isCreated = true
    yield event('response.created', 'created', () => ({ Response: growingRecord(recordState(), '', false) }))
  }

  function progressEvent(moment: Moment | undefined): WireEvent {
    return event('response.processing', moment, () => ({
      Response: growingRecord(recordState(), statusDescription, true),
    }))
  }

  function* complete(status: 'success' | 'stop'): Generator<WireEvent> {
    isCompleted = true
    yield event('response.completed', undefined, () => ({
      Response: wholeRecord(
        recordState(),
        status,
        register.messages.map((message) => completedPayload(message, spelling, memory.askedAt)),
      ),
    }))
    if (!spelling.hasLateDeltas) return
    for (const late of replies.repeat()) yield { ...late, delayMs: lateMs }
  }

  function* stop(): Generator<WireEvent> {
    yield* create()
    for (const message of register.messages) {
      if (message.final === undefined) yield telling.finish(message, 'stop')
    }
    yield* complete('stop')
  }

  function* fail(code: number, form: 'payload' | 'without-request' | undefined): Generator<WireEvent> {
    hasFailed = true
    const { requestId } = memory
    const forms = { payload: 'flat', 'without-request': 'without-ids' } as const
    const errorForm = form === undefined ? spelling.errorForm : forms[form]
    yield event('error', 'event', () => errorMembers(code, { requestId, traceId, form: errorForm }))
  }

  function* spell(move: Move): Generator<WireEvent> {
    switch (move.type) {
      case 'question': {
        if (move.isRefused === true) {
          yield* fail(460501, undefined)
          return
        }
        const status = move.isFinal === false ? 'processing' : 'success'
        yield event('request_ack', 'ack', () => ({ RequestAck: questionRecord(recordState(), status) }))
        return
      }
      case 'progress': {
        for (const { name, debugging: text } of memory.procedures)
          if (text !== undefined) debugging.set(name, text)
        yield* create()
        const busy = memory.procedures.findLast(({ status }) => status === 'processing')
        if (busy === undefined) return
        statusDescription = busy.title
        yield progressEvent('event')
        return
      }
      case 'thought':
        yield* create()
        yield* stages.think(move)
        return
      case 'activity':
        yield* create()
        yield* stages.act(move)
        return
      case 'remark':
        yield* create()
        yield* stages.remark(move)
        return
      case 'text':
        yield* replies.say(move)
        return
      case 'content':
        yield* replies.addContent(move.answer, move.content)
        return
      case 'describe':
        yield* replies.quote(move.answer)
        return
      case 'references':
        yield* replies.cite(move.answer)
        return
      case 'answer-end':
        yield* move.answer.details.isRefused === true ? fail(460502, undefined) : replies.end(move)
        return
      case 'turn-end':
        if (!hasFailed && !isCompleted && hasEnded(memory)) yield* complete('success')
        return
      case 'stop':
        yield* stop()
        return
      case 'error':
        yield* fail(move.code, move.form)
        return
      case 'other':
        yield event(move.name, 'event', () => otherMembers(move.payload))
        return
      case 'spelling':
        spelling = { ...spelling, ...move.spelling }
        return
      case 'rhythm':
        rhythm = createRhythm(move.rhythm, random)
    }
  }

  function* encode(step: AnswerStep): Generator<WireEvent> {
    for (const move of packets.cut(step)) {
      for (const told of spell(move)) {
        yield told
        if (spelling.hasInterleaving && isCreated && !isCompleted && !hasFailed) yield interlude()
      }
    }
  }

  /** Nothing new, said in between. */
  function interlude(): WireEvent {
    const open = register.messages.findLast(({ final }) => final === undefined)
    return open === undefined || random() < 0.5 ? progressEvent(undefined) : telling.progress(open, undefined)
  }

  /** The event is encoded once around a text that stands for all others. */
  function* load(piece: string): Generator<readonly WireEvent[]> {
    const answer = packets.answer()
    const opening = replies.openText(answer)
    const beginning: WireEvent[] = []
    let opened = opening.next()
    for (; opened.done !== true; opened = opening.next()) beginning.push(opened.value)
    const { message, index } = opened.value
    const content = message.contents[index]
    const stand = 'TEXT-STANDS-HERE'
    const name = isIncremental() ? 'text.delta' : 'text.replace'
    const { body } = event(name, undefined, () => ({
      MessageId: message.id,
      ContentIndex: index,
      Text: stand,
    }))
    const [head = '', tail = ''] = body.split(`"${stand}"`)
    const escapedPiece = JSON.stringify(piece).slice(1, -1)
    let escapedText = ''
    for (let number = 1; ; number += 1) {
      const text = `${piece}${number} `
      answer.text += text
      if (content !== undefined) content.text += text
      escapedText = `${isIncremental() ? '' : escapedText}${escapedPiece}${number} `
      yield [...beginning.splice(0), { name, body: `${head}"${escapedText}"${tail}`, delayMs: 0 }]
    }
  }

  function lastWord(): WireEvent | undefined {
    const isDue =
      spelling.doneMarker === 'always' || (spelling.doneMarker === 'when-completed' && isCompleted)
    return isDue ? { name: 'done', body: '[DONE]', delayMs: 0 } : undefined
  }

  return { encode, load, lastWord, hasRecord: (id) => id === recordId }
}

/** A payload that is no object has no place in generation 2 but a member of its own. */
function otherMembers(payload: Json | undefined): JsonObject {
  if (payload === undefined || payload === null) return {}
  return typeof payload === 'object' && !Array.isArray(payload)
    ? (payload as JsonObject)
    : { Payload: payload }
}

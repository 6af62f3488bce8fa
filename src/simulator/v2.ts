// Owns how protocol generation 2 speaks: which events tell the moves of a turn, and in which order. How texts are cut is
// packets.ts's, how a message is told v2-telling.ts's; records are spelled in v2-records.ts.
import type { Content } from './content.ts'
import { disguise, jsonStyle } from './disguise.ts'
import { errorMessage } from './error-messages.ts'
import { encodeJson, type Json, type JsonObject } from './json.ts'
import { shownText, type StoredAnswer, type StoredStage } from './memory.ts'
import { createPackets, hasEnded, type Move } from './packets.ts'
import { createTraceId } from './record-id.ts'
import { createRhythm, type Moment } from './rhythm.ts'
import type { Activity, Agent, AnswerStep, ProcedureName, Remark } from './scenario.ts'
import type { Speaker, SpeakerTurn, WireEvent } from './speaker.ts'
import { documentedSpelling, type Spelling } from './spelling.ts'
import { createMessageIds, type MessageKind } from './v2-ids.ts'
import { completedPayload, contentPayloads, type Message } from './v2-messages.ts'
import { growingRecord, questionRecord, wholeRecord, type RecordState } from './v2-records.ts'
import { createTelling } from './v2-telling.ts'

/** How long after the end of a turn its pieces may still come. */
const lateMs = 400

export function createV2Speaker(turn: SpeakerTurn): Speaker {
  const { question, memory, random, idRandom } = turn
  const { recordId } = memory
  const nextMessageId = createMessageIds(recordId, idRandom)
  const traceId = createTraceId(idRandom)
  const debugging = new Map<ProcedureName, string>()
  const messages: Message[] = []
  const messageOf = new Map<StoredAnswer | StoredStage, Message>()
  /** The last piece of each answer, for those that come late. */
  const lastPieces = new Map<Message, string>()
  /** Those that have said in the middle of their text that they are busy. */
  const progressed = new Set<Message>()
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
    elapsedMs: () => memory.elapsedMs,
    event,
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

  function createMessage(
    kind: MessageKind,
    members: Pick<Message, 'type' | 'name' | 'title' | 'agent'>,
  ): Message {
    const message: Message = {
      ...members,
      id: nextMessageId(kind, spelling.hasOpaqueIds),
      contents: [],
      startedMs: 0,
      status: 'processing',
      elapsedMs: 0,
      final: undefined,
    }
    messages.push(message)
    return message
  }

  function remember(owner: StoredAnswer | StoredStage, message: Message): void {
    messageOf.set(owner, message)
    memory.messageIds.set(owner, message.id)
  }

  function agentMembers(agent: Agent | undefined): Message['agent'] {
    if (agent === undefined) return undefined
    const parent = memory.messages.find(
      (candidate) => candidate.type === 'activity' && candidate.activity.key === agent.parentKey,
    )
    const parentId = parent?.type === 'activity' ? messageOf.get(parent)?.id : undefined
    return { name: agent.name, isSubAgent: agent.isSubAgent, parentId }
  }

  /** The message of an answer, begun when it has not been. */
  function* openReply(answer: StoredAnswer): Generator<WireEvent, Message> {
    yield* create()
    const known = messageOf.get(answer)
    if (known !== undefined) return known
    const agent = agentMembers(answer.details.agent)
    const message = createMessage('reply', { type: 'reply', name: 'reply', title: '回复', agent })
    remember(answer, message)
    yield telling.begin(message, 'reply')
    return message
  }

  /** The place of the text that goes on, which is the last one. */
  function* openText(message: Message): Generator<WireEvent, number> {
    const known = message.contents.findLastIndex(({ content }) => content.type === 'text')
    if (known !== -1) return known
    yield telling.addContent(message, { type: 'text', text: '' })
    return message.contents.length - 1
  }

  /** The first piece may stand in the event that adds the content. */
  function* sayPiece(message: Message, piece: string, hasFirstInAdded: boolean): Generator<WireEvent> {
    if (piece === '') return
    const isFirst = !message.contents.some(({ content }) => content.type === 'text')
    if (isFirst && hasFirstInAdded && spelling.hasTextEvents && question.isStreamed) {
      yield telling.addContent(message, { type: 'text', text: piece })
      return
    }
    const index = yield* openText(message)
    yield* telling.say(message, index, piece, 'packet')
  }

  function* sayText(move: Extract<Move, { type: 'text' | 'answer-end' }>): Generator<WireEvent> {
    const message = yield* openReply(move.answer)
    if (move.type === 'text' && move.isRewrite) {
      const index = yield* openText(message)
      yield* telling.replace(message, index, move.piece, 'packet')
      return
    }
    yield* sayPiece(message, move.piece, spelling.hasTextInAdded)
    if (move.piece !== '') lastPieces.set(message, move.piece)
    memory.firstTextMs ??= memory.elapsedMs
    // Says nothing new, and must not disturb the text it stands in.
    if (!move.isFirst && move.type === 'text' && !progressed.has(message)) {
      progressed.add(message)
      yield telling.progress(message, undefined)
    }
  }

  function* endAnswer(move: Extract<Move, { type: 'answer-end' }>): Generator<WireEvent> {
    const { answer } = move
    if (answer.details.isRefused === true) {
      yield* fail(460502, undefined)
      return
    }
    yield* sayText(move)
    const message = yield* openReply(answer)
    if (message.final !== undefined) return
    const outputs = answer.text === '' ? shownText(answer) : ''
    if (outputs !== '') yield* sayPiece(message, outputs, false)
    if (message.contents.length === 0 && answer.contents.length === 0) yield* openText(message)
    yield* offerOptions(message, answer)
    const text = message.contents.findLast(({ content }) => content.type === 'text')
    if (isIncremental() && text !== undefined && spelling.finalPacket !== 'piece') {
      const index = message.contents.indexOf(text)
      yield* spelling.finalPacket === 'empty'
        ? telling.say(message, index, '', 'packet')
        : telling.replace(message, index, text.text, 'packet')
    }
    yield telling.finish(message, 'success')
  }

  /** Beside the text, where there is one. */
  function* offerOptions(message: Message, answer: StoredAnswer): Generator<WireEvent> {
    const options = answer.contents.find((content) => content.type === 'options')
    const text = message.contents.findLast(({ content }) => content.type === 'text')
    if (options === undefined) return
    if (text === undefined || spelling.hasOptionContents) yield telling.addContent(message, options)
    else text.marks = { ...text.marks, options }
  }

  function* addContent(answer: StoredAnswer, content: Content): Generator<WireEvent> {
    const message = yield* openReply(answer)
    if (content.type === 'options') return
    if (content.type !== 'text') {
      yield telling.addContent(message, content)
      return
    }
    yield telling.addContent(message, { type: 'text', text: '' })
    yield* telling.say(message, message.contents.length - 1, content.text, 'packet')
  }

  function* describe(answer: StoredAnswer): Generator<WireEvent> {
    const { quotes } = answer.details
    if (quotes === undefined) return
    const message = yield* openReply(answer)
    const index = yield* openText(message)
    yield* telling.quote(message, index, quotes)
  }

  function* cite(answer: StoredAnswer): Generator<WireEvent> {
    const message = yield* openReply(answer)
    const index = yield* openText(message)
    yield* telling.cite(message, index, answer.references)
    // Sources that come late stand in the whole record all the same.
    if (message.final !== undefined)
      message.final = { ...message.final, Contents: contentPayloads(message, spelling) }
  }

  function* think(move: Extract<Move, { type: 'thought' }>): Generator<WireEvent> {
    yield* create()
    const { stage } = move
    const isOldest = !messages.some(({ type }) => type === 'thought')
    const message =
      messageOf.get(stage) ??
      createMessage('thought', {
        type: 'thought',
        name: 'thought',
        title: '思考',
        agent: agentMembers(stage.activity.agent),
      })
    if (move.isFirst) {
      remember(stage, message)
      yield telling.begin(message, 'thought')
    }
    // The samples have both forms: the first thought of a turn brings its first piece along, later ones do not.
    yield* sayPiece(message, move.piece, spelling.hasTextInAdded || isOldest)
    if (move.isLast) yield telling.finish(message, 'success')
  }

  function* act({ stage, isFirst }: Extract<Move, { type: 'activity' }>): Generator<WireEvent> {
    yield* create()
    const { activity } = stage
    const message = messageOf.get(stage) ?? createMessage('tool', toolMembers(activity))
    if (isFirst) {
      remember(stage, message)
      yield telling.begin(message, 'tool')
      if (spelling.hasLateTitles) yield telling.progress(message, 'tool-title')
    }
    const output = activity.displayContent ?? activity.content
    const type = message.type === 'tool_call' ? 'json-text' : 'text'
    if (output !== '' && message.contents.length === 0) yield telling.addContent(message, { type, text: '' })
    if (output !== (message.contents[0]?.text ?? ''))
      yield* telling.replace(message, 0, output, isFirst ? 'event' : 'tool-output')
    const shown = message.contents.map(({ content }) => content)
    for (const content of activity.contents ?? [])
      if (!shown.includes(content)) yield telling.addContent(message, content)
    if (activity.status !== 'processing') yield telling.finish(message, activity.status)
  }

  function toolMembers(activity: Activity): Pick<Message, 'type' | 'name' | 'title' | 'agent'> {
    const { name, title, targetAgent } = activity
    const agent = activity.agent ?? (targetAgent === undefined ? undefined : { name: targetAgent })
    const type = targetAgent === undefined ? 'tool_call' : 'task_execution'
    return { type, name, title, agent: agentMembers(agent) }
  }

  function* remark({ kind, title, contents }: Remark): Generator<WireEvent> {
    yield* create()
    const message = createMessage('remark', { type: kind, name: kind, title, agent: undefined })
    const remembered = memory.messages.at(-1)
    if (remembered?.type === 'remark') memory.messageIds.set(remembered, message.id)
    yield telling.begin(message, 'event')
    for (const content of contents) {
      yield telling.addContent(message, content.type === 'text' ? { type: 'text', text: '' } : content)
      if (content.type === 'text')
        yield* telling.say(message, message.contents.length - 1, content.text, 'packet')
    }
    yield telling.finish(message, 'success')
  }

  function* complete(status: 'success' | 'stop'): Generator<WireEvent> {
    isCompleted = true
    yield event('response.completed', undefined, () => ({
      Response: wholeRecord(
        recordState(),
        status,
        messages.map((message) => completedPayload(message, spelling, memory.askedAt)),
      ),
    }))
    if (!spelling.hasLateDeltas) return
    for (const [message, piece] of lastPieces) yield { ...telling.repeat(message, piece), delayMs: lateMs }
  }

  function* stop(): Generator<WireEvent> {
    yield* create()
    for (const message of messages) {
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
        yield* think(move)
        return
      case 'activity':
        yield* act(move)
        return
      case 'remark':
        yield* remark(move.remark)
        return
      case 'text':
        yield* sayText(move)
        return
      case 'content':
        yield* addContent(move.answer, move.content)
        return
      case 'describe':
        yield* describe(move.answer)
        return
      case 'references':
        yield* cite(move.answer)
        return
      case 'answer-end':
        yield* endAnswer(move)
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
    const open = messages.findLast(({ final }) => final === undefined)
    return open === undefined || random() < 0.5 ? progressEvent(undefined) : telling.progress(open, undefined)
  }

  /** The event is encoded once around a text that stands for all others. */
  function* load(piece: string): Generator<WireEvent> {
    const answer = packets.answer()
    const message = yield* openReply(answer)
    const index = yield* openText(message)
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
    while (true) {
      answer.text += piece
      if (content !== undefined) content.text += piece
      escapedText = isIncremental() ? escapedPiece : escapedText + escapedPiece
      yield { name, body: `${head}"${escapedText}"${tail}`, delayMs: 0 }
    }
  }

  function lastWord(): WireEvent | undefined {
    const isDue =
      spelling.doneMarker === 'always' || (spelling.doneMarker === 'when-completed' && isCompleted)
    return isDue ? { name: 'done', body: '[DONE]', delayMs: 0 } : undefined
  }

  return { encode, load, lastWord, hasRecord: (id) => id === recordId }
}

/** The only event of a request that is refused. */
export function encodeV2Refusal(code: number, requestId: string, traceId: string): WireEvent {
  const body = { Type: 'error', ...errorMembers(code, { requestId, traceId, form: 'nested' }) }
  return {
    name: 'error',
    body: encodeJson(body, jsonStyle('given', documentedSpelling)),
    delayMs: 0,
  }
}

interface ErrorOrigin {
  readonly requestId: string
  readonly traceId: string
  readonly form: Spelling['errorForm']
}

function errorMembers(code: number, { requestId, traceId, form }: ErrorOrigin): JsonObject {
  const error = { Code: code, Message: errorMessage(code) }
  if (form === 'flat') return { ...error, RequestId: requestId, TraceId: traceId }
  return { Error: form === 'without-ids' ? error : { ...error, RequestId: requestId, TraceId: traceId } }
}

/** A payload that is no object has no place in generation 2 but a member of its own. */
function otherMembers(payload: Json | undefined): JsonObject {
  if (payload === undefined || payload === null) return {}
  return typeof payload === 'object' && !Array.isArray(payload)
    ? (payload as JsonObject)
    : { Payload: payload }
}

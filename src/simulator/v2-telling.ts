// Owns the events that tell one message of generation 2: how it begins, grows and ends. In which order messages come is
// v2.ts's, their members are v2-messages.ts's.
import type { Content } from './content.ts'
import type { JsonObject } from './json.ts'
import type { Moment } from './rhythm.ts'
import type { AnswerDetails, Reference } from './scenario.ts'
import type { WireEvent } from './speaker.ts'
import type { Spelling } from './spelling.ts'
import { contentPayload, quotePayload, referencePayload } from './v2-contents.ts'
import { messagePayload, noMarks, type Message, type MessageStage } from './v2-messages.ts'

interface TellingTurn {
  /** When the turn began, in milliseconds since the epoch. */
  readonly askedAt: number
  spelling(): Spelling
  /** Whether texts come by their new pieces. */
  isIncremental(): boolean
  /** Whether texts come in more than one event. */
  readonly isStreamed: boolean
  elapsedMs(): number
  /** Without a moment it comes together with the former. The members are made when its time has come. */
  event(type: string, moment: Moment | undefined, members: () => JsonObject): WireEvent
}

export interface Telling {
  begin(message: Message, moment: Moment): WireEvent
  /** That it is still busy, and with what. */
  progress(message: Message, moment: Moment | undefined): WireEvent
  /** A text is added empty, or with its first piece. */
  addContent(message: Message, content: Content): WireEvent
  /** The place of the text that goes on, which is the last one; added when there is none. */
  openText(message: Message): Generator<WireEvent, number>
  /** Goes on with the last text. The first piece may stand in the event that adds it. */
  sayPiece(message: Message, piece: string, hasFirstInAdded: boolean): Iterable<WireEvent>
  /** One more text, said at once. */
  addText(message: Message, text: string): Iterable<WireEvent>
  /** Goes on with the text of a content. */
  say(message: Message, index: number, piece: string, moment: Moment): Iterable<WireEvent>
  /** Takes back the text of a content and says this. */
  replace(message: Message, index: number, text: string, moment: Moment): Iterable<WireEvent>
  quote(message: Message, index: number, quotes: Quotes): Iterable<WireEvent>
  /** Replaces the sources. */
  cite(message: Message, index: number, references: readonly Reference[]): Iterable<WireEvent>
  finish(message: Message, status: 'success' | 'failed' | 'stop'): WireEvent
  /** A piece of a finished message once more. */
  repeat(message: Message, piece: string): WireEvent
}

type Quotes = NonNullable<AnswerDetails['quotes']>

/** A slip comes with every so manieth piece, where slips are wanted. */
const piecesPerSlip = 3

export function createTelling(turn: TellingTurn): Telling {
  let pieceCount = 0

  function messageMember(message: Message, stage: MessageStage): JsonObject {
    message.elapsedMs = Math.max(1, turn.elapsedMs() - message.startedMs)
    return messagePayload(message, stage, turn.spelling(), turn.askedAt)
  }

  function textEvent(
    type: 'text.delta' | 'text.replace',
    place: { readonly message: Message; readonly index: number },
    text: string,
    moment: Moment | undefined,
  ): WireEvent {
    const isNumbered = place.index > 0 || turn.spelling().hasContentIndex
    return turn.event(type, moment, () => ({
      MessageId: place.message.id,
      ContentIndex: isNumbered ? place.index : undefined,
      Text: text,
    }))
  }

  function addContent(message: Message, content: Content): WireEvent {
    const isText = content.type === 'text' || content.type === 'json-text'
    message.contents.push({ content, text: isText ? content.text : '', marks: noMarks })
    const payload = contentPayload(content)
    return turn.event('content.added', undefined, () => ({
      MessageId: message.id,
      ContentIndex: message.contents.length - 1,
      Content: isText && content.text === '' ? { ...payload, Text: undefined } : payload,
    }))
  }

  function* openText(message: Message): Generator<WireEvent, number> {
    const known = message.contents.findLastIndex(({ content }) => content.type === 'text')
    if (known !== -1) return known
    yield addContent(message, { type: 'text', text: '' })
    return message.contents.length - 1
  }

  function* say(message: Message, index: number, piece: string, moment: Moment): Generator<WireEvent> {
    const content = message.contents[index]
    if (content === undefined) return
    content.text += piece
    if (!turn.spelling().hasTextEvents) return
    const place = { message, index }
    if (!turn.isIncremental()) {
      yield textEvent('text.replace', place, content.text, moment)
      return
    }
    pieceCount += 1
    if (turn.spelling().hasCorrections && pieceCount % piecesPerSlip === 0) {
      yield textEvent('text.delta', place, `${piece} (a slip)`, moment)
      yield textEvent('text.replace', place, content.text, moment)
      return
    }
    yield textEvent('text.delta', place, piece, moment)
  }

  return {
    begin: (message, moment) =>
      turn.event('message.added', moment, () => {
        message.startedMs = turn.elapsedMs()
        // Frames of Claw applications, whose ids are opaque, have been seen to name the message twice.
        const MessageId = turn.spelling().hasOpaqueIds ? message.id : undefined
        return { MessageId, Message: messageMember(message, 'added') }
      }),
    progress: (message, moment) =>
      turn.event('message.processing', moment, () => ({
        MessageId: message.id,
        Message: messageMember(message, 'processing'),
      })),
    addContent,
    openText,
    *sayPiece(message, piece, hasFirstInAdded) {
      if (piece === '') return
      const isFirst = !message.contents.some(({ content }) => content.type === 'text')
      if (isFirst && hasFirstInAdded && turn.spelling().hasTextEvents && turn.isStreamed) {
        yield addContent(message, { type: 'text', text: piece })
        return
      }
      const index = yield* openText(message)
      yield* say(message, index, piece, 'packet')
    },
    *addText(message, text) {
      yield addContent(message, { type: 'text', text: '' })
      yield* say(message, message.contents.length - 1, text, 'packet')
    },
    say,
    *replace(message, index, text, moment) {
      const content = message.contents[index]
      if (content === undefined) return
      content.text = text
      if (turn.spelling().hasTextEvents) yield textEvent('text.replace', { message, index }, text, moment)
    },
    *quote(message, index, quotes) {
      const content = message.contents[index]
      if (content === undefined) return
      const known = content.marks.quotes.length
      content.marks = { ...content.marks, quotes }
      for (const quote of quotes.slice(known)) {
        yield turn.event('quote_info.added', undefined, () => ({
          MessageId: message.id,
          ContentIndex: index,
          QuoteInfo: quotePayload(quote),
        }))
      }
    },
    *cite(message, index, references) {
      const content = message.contents[index]
      if (content === undefined) return
      content.marks = { ...content.marks, references }
      for (const place of references.keys()) {
        yield turn.event('reference.added', place === 0 ? 'event' : undefined, () => ({
          MessageId: message.id,
          ContentIndex: index,
          Reference: referencePayload(references, place, turn.spelling()),
        }))
      }
    },
    finish: (message, status) =>
      turn.event('message.done', undefined, () => {
        message.status = status
        message.final = messageMember(message, 'done')
        return { MessageId: message.id, Message: message.final }
      }),
    repeat: (message, piece) => textEvent('text.delta', { message, index: 0 }, piece, undefined),
  }
}

// Owns how generation 2 tells answers: each is a message of the kind `reply`, with its text, what hangs on that and what
// stands beside it. The events of a message are v2-telling.ts's.
import type { Content } from './content.ts'
import { shownText, type StoredAnswer, type Turn } from './memory.ts'
import type { Move } from './packets.ts'
import type { WireEvent } from './speaker.ts'
import type { Spelling } from './spelling.ts'
import { contentPayloads, type Message } from './v2-messages.ts'
import type { Register } from './v2-register.ts'
import type { Telling } from './v2-telling.ts'

export interface ReplyTurn {
  readonly memory: Turn
  readonly register: Register
  readonly telling: Telling
  spelling(): Spelling
  isIncremental(): boolean
  /** The events without which no message can be. */
  create(): Iterable<WireEvent>
}

export interface Replies {
  /** The message of an answer, begun when it has not been, and the place of its text. */
  openText(answer: StoredAnswer): Generator<WireEvent, { readonly message: Message; readonly index: number }>
  say(move: Extract<Move, { readonly type: 'text' | 'answer-end' }>): Iterable<WireEvent>
  addContent(answer: StoredAnswer, content: Content): Iterable<WireEvent>
  quote(answer: StoredAnswer): Iterable<WireEvent>
  cite(answer: StoredAnswer): Iterable<WireEvent>
  end(move: Extract<Move, { readonly type: 'answer-end' }>): Iterable<WireEvent>
  /** The last piece of each text, once more. */
  repeat(): Iterable<WireEvent>
}

export function createReplies({
  memory,
  register,
  telling,
  spelling,
  isIncremental,
  create,
}: ReplyTurn): Replies {
  const lastPieces = new Map<Message, string>()
  /** Those that have said in the middle of their text that they are busy. */
  const progressed = new Set<Message>()

  function* open(answer: StoredAnswer): Generator<WireEvent, Message> {
    yield* create()
    const known = register.find(answer)
    if (known !== undefined) return known
    const { agent } = answer.details
    const message = register.add(answer, 'reply', { type: 'reply', name: 'reply', title: '回复', agent })
    yield telling.begin(message, 'reply')
    return message
  }

  function* openText(answer: StoredAnswer) {
    const message = yield* open(answer)
    const index = yield* telling.openText(message)
    return { message, index }
  }

  function* say(move: Extract<Move, { type: 'text' | 'answer-end' }>): Generator<WireEvent> {
    const message = yield* open(move.answer)
    if (move.type === 'text' && move.isRewrite) {
      const index = yield* telling.openText(message)
      yield* telling.replace(message, index, move.piece, 'packet')
      return
    }
    yield* telling.sayPiece(message, move.piece, spelling().hasTextInAdded)
    if (move.piece !== '') lastPieces.set(message, move.piece)
    memory.firstTextMs ??= memory.elapsedMs
    // Says nothing new, and must not disturb the text it stands in.
    if (!move.isFirst && move.type === 'text' && !progressed.has(message)) {
      progressed.add(message)
      yield telling.progress(message, undefined)
    }
  }

  /** Beside the text, where there is one. */
  function* offerOptions(message: Message, answer: StoredAnswer): Generator<WireEvent> {
    const options = answer.contents.find((content) => content.type === 'options')
    const text = message.contents.findLast(({ content }) => content.type === 'text')
    if (options === undefined) return
    if (text === undefined || spelling().hasOptionContents) yield telling.addContent(message, options)
    else text.marks = { ...text.marks, options }
  }

  /** What the final packet holds beyond the last piece, under spellings that want something there. */
  function* sayFinally(message: Message): Generator<WireEvent> {
    const index = message.contents.findLastIndex(({ content }) => content.type === 'text')
    const { finalPacket } = spelling()
    if (!isIncremental() || index === -1 || finalPacket === 'piece') return
    yield* finalPacket === 'empty'
      ? telling.say(message, index, '', 'packet')
      : telling.replace(message, index, message.contents[index]?.text ?? '', 'packet')
  }

  return {
    openText,
    say,
    *addContent(answer, content) {
      const message = yield* open(answer)
      if (content.type === 'options') return
      if (content.type === 'text') yield* telling.addText(message, content.text)
      else yield telling.addContent(message, content)
    },
    *quote(answer) {
      const { quotes } = answer.details
      if (quotes === undefined) return
      const { message, index } = yield* openText(answer)
      yield* telling.quote(message, index, quotes)
    },
    *cite(answer) {
      const { message, index } = yield* openText(answer)
      yield* telling.cite(message, index, answer.references)
      // Sources that come late stand in the whole record all the same.
      if (message.final !== undefined)
        message.final = { ...message.final, Contents: contentPayloads(message, spelling()) }
    },
    *end(move) {
      const { answer } = move
      yield* say(move)
      const message = yield* open(answer)
      if (message.final !== undefined) return
      // The result of a workflow may stand in its outputs alone.
      if (answer.text === '') yield* telling.sayPiece(message, shownText(answer), false)
      if (message.contents.length === 0 && answer.contents.length === 0) yield* telling.openText(message)
      yield* offerOptions(message, answer)
      yield* sayFinally(message)
      yield telling.finish(message, 'success')
    },
    *repeat() {
      for (const [message, piece] of lastPieces) yield telling.repeat(message, piece)
    },
  }
}

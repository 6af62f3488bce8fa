// Owns what has been told of one message of a v2 record, so that pieces, whole texts and final statements become events
// about what has changed. How its words are told is in voice.ts, what else is in its contents in contents.ts; which
// messages there are, and when the turn is over, is decode.ts's matter.
import type { AnswerEvent } from '#shared/answer.ts'
import type { Part, Progress } from '#shared/part.ts'
import { joinEvents } from '../join-events.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { createSentParts } from '../sent-parts.ts'
import { cutRaw } from '../unknown-event.ts'
import { createReferencesPart, decodeContentParts } from './contents.ts'
import { createMarks } from './marks.ts'
import { decodeProgress } from './progress.ts'
import { parseContent, type WireMessage, type WireQuote, type WireReference } from './schema.ts'
import { createAnswerVoice, createThoughtVoice, createWholeVoice, silentVoice, type Voice } from './voice.ts'
import { createWords } from './words.ts'

/** What a message is to a person. One that is unknown is shown as received, once it is over. */
type Role = 'answer' | 'thought' | 'step' | 'suggestions' | 'notice' | 'unknown' | 'none'

// A map, because the service chooses the words.
const roles: ReadonlyMap<string, Role> = new Map([
  ['', 'answer'],
  ['reply', 'answer'],
  ['plan', 'answer'],
  ['thought', 'thought'],
  ['tool_call', 'step'],
  ['task_execution', 'step'],
  ['recommendation', 'suggestions'],
  ['notice', 'notice'],
  // What the person asked, perhaps masked; the answer does not repeat it.
  ['question', 'none'],
])

export interface AnswerMessage {
  /** It is over: nothing that still comes for it changes it. */
  readonly isDone: boolean
  readonly isStep: boolean
  /** It has shown buttons. */
  readonly hasOptions: boolean
  /** A tool whose step does not say what it was called with. */
  readonly wantsInput: boolean
  /** The message is added, goes on, or is over; `raw` is it as received. */
  take(message: WireMessage, raw: unknown, isOver: boolean): AnswerEvent[]
  takeContent(index: number, raw: unknown): AnswerEvent[]
  append(index: number, piece: string): AnswerEvent[]
  replace(index: number, text: string): AnswerEvent[]
  takeQuote(index: number, quote: WireQuote): AnswerEvent[]
  takeReference(index: number, reference: WireReference): AnswerEvent[]
  setInput(input: string): AnswerEvent[]
  /** What was held back for a better place and has to be said now. */
  end(): AnswerEvent[]
}

/** `isStep` tells whether another message, by its id, is shown as a step. */
export function createAnswerMessage(messageId: string, isStep: (id: string) => boolean): AnswerMessage {
  const id = messageId.slice(0, 300)
  const textKey = createKeys(`text:${id}`)
  const words = createWords()
  const marks = createMarks(textKey, (index) => words.at(index) !== '')
  const sendPart = createSentParts()
  const frame = {
    name: '',
    title: '',
    status: 'running' as Progress,
    durationMs: undefined as number | undefined,
    input: undefined as string | undefined,
    /** Key of the step that this one runs inside of. */
    parent: undefined as string | undefined,
    isAgent: false,
  }
  // Undefined until something has been told; what has been told cannot become something else.
  let role: Role | undefined
  let voice: Voice = silentVoice
  let isDone = false
  // Types of contents, and buttons, by content.
  const types = new Map<number, string>()
  const cards = new Map<number, readonly string[]>()

  function take(message: WireMessage, raw: unknown, isOver: boolean): AnswerEvent[] {
    readFrame(message)
    if (isOver && frame.status === 'running') frame.status = 'complete'
    const events = (message.Contents ?? []).flatMap((content, index) => takeContent(index, content))
    events.push(...voice.restate())
    if (isOver && role === 'unknown' && !isDone) {
      const text = cutRaw(JSON.stringify(raw))
      events.push(
        ...sendPart({ type: 'unknown', key: `unknown:${id}`, name: message.Type.slice(0, 200), raw: text }),
      )
    }
    isDone ||= isOver
    return events
  }

  /** Takes what the message says of itself. What it leaves empty was said before: titles come once, in any event. */
  function readFrame(message: WireMessage): void {
    const { AgentName, ToolName, ParentMessageId, IsSubAgent, Elapsed } = message.ExtraInfo ?? {}
    const isInside = ParentMessageId !== undefined && isStep(ParentMessageId)
    if (isInside) frame.parent = stepKeyOf(ParentMessageId)
    if (role === undefined) {
      const stated = roles.get(message.Type) ?? 'unknown'
      // What a sub-agent says and thinks is work, not answer.
      frame.isAgent = (IsSubAgent === true || isInside) && (stated === 'answer' || stated === 'thought')
      setRole(frame.isAgent ? 'step' : stated)
    }
    frame.name = (frame.isAgent ? AgentName : ToolName) ?? message.Name ?? frame.name
    frame.title = (frame.isAgent ? AgentName : undefined) ?? message.Title ?? frame.title
    frame.status = decodeProgress(message.Status)
    frame.durationMs = Elapsed ?? frame.durationMs
  }

  function setRole(next: Role): void {
    role = next
    if (role === 'answer') voice = createAnswerVoice(textKey)
    if (role === 'thought') voice = createThoughtVoice(createKeys(`thought:${id}`), words, frame)
    if (role === 'step') voice = createWholeVoice(words, sendPart, buildStep)
    if (role === 'notice') voice = createWholeVoice(words, sendPart, buildNotice)
    if (role === 'suggestions') voice = createWholeVoice(words, sendPart, buildSuggestions)
  }

  function buildStep(): Part {
    const { name, title, status, durationMs, input, parent, isAgent } = frame
    return omitUndefined<Part>({
      type: 'step',
      key: stepKeyOf(id),
      kind: isAgent ? 'agent' : 'tool',
      name,
      title: title || name,
      status,
      // Only at its end: a running clock would be a change with every event.
      durationMs: status === 'running' ? undefined : durationMs,
      input,
      output: words.whole || undefined,
      parent,
    })
  }

  function buildNotice(): Part | undefined {
    return words.whole === '' ? undefined : { type: 'notice', key: `notice:${id}`, text: words.whole }
  }

  /** How they are laid out is not documented: every button, and every line of text. */
  function buildSuggestions(): Part | undefined {
    const lines = words.whole.split('\n').map((line) => line.trim())
    const suggestions = [...[...cards.values()].flat(), ...lines].filter((text) => text !== '')
    return suggestions.length === 0
      ? undefined
      : { type: 'suggestions', key: `suggestions:${id}`, suggestions: [...new Set(suggestions)] }
  }

  function takeContent(index: number, raw: unknown): AnswerEvent[] {
    const content = parseContent(raw)
    if (content === undefined) return []
    if (role === undefined) setRole('answer')
    types.set(index, content.Type)
    cards.set(index, content.OptionCards)
    const events = content.Text ? replace(index, content.Text) : []
    if (role === 'none' || role === 'unknown') return events
    const key = `${id}:${index}`
    for (const part of decodeContentParts(content, raw, key)) {
      if (role !== 'suggestions' || part.type !== 'options') events.push(...sendPart(part))
    }
    if (role === 'suggestions') return [...events, ...voice.restate()]
    if (role !== 'answer') return [...events, ...createReferencesPart(content, key).flatMap(sendPart)]
    for (const quote of content.QuoteInfos) events.push(...marks.addQuote(index, quote))
    return [...events, ...marks.setReferences(index, content.References)]
  }

  function replace(index: number, text: string): AnswerEvent[] {
    const change = words.state(index, text)
    return change === undefined ? [] : say(index, change)
  }

  function say(index: number, change: Parameters<Voice['say']>[1]): AnswerEvent[] {
    if (role === undefined) setRole('answer')
    // In an answer, JSON is noise of the application, as observers of the service report; in a tool it is the output.
    if (role === 'answer' && types.get(index) === 'json_text') return []
    return joinEvents(voice.say(index, change), marks.release())
  }

  return {
    get isDone() {
      return isDone
    },
    get isStep() {
      return role === 'step'
    },
    get hasOptions() {
      return [...cards.values()].some((options) => options.length > 0)
    },
    get wantsInput() {
      return role === 'step' && !frame.isAgent && frame.input === undefined
    },
    take,
    takeContent,
    append(index, piece) {
      const change = words.append(index, piece)
      return change === undefined ? [] : say(index, change)
    },
    replace,
    takeQuote: (index, quote) => (role === 'answer' ? marks.addQuote(index, quote) : []),
    takeReference: (index, reference) => (role === 'answer' ? marks.addReference(index, reference) : []),
    setInput(input) {
      frame.input = input
      return voice.restate()
    },
    end: () => marks.release(true),
  }
}

/** The keys of the parts that the contents of a message become; the same string each time, as every piece names its part. */
function createKeys(beginning: string): (index: number) => string {
  const keys = new Map<number, string>()
  return (index) => {
    const known = keys.get(index)
    if (known !== undefined) return known
    const key = `${beginning}:${index}`
    keys.set(index, key)
    return key
  }
}

function stepKeyOf(messageId: string): string {
  return `step:${messageId.slice(0, 300)}`
}

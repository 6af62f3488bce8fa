// Owns what has been told of one answer record of v1, so that packets which state everything anew become events about what
// has changed. One turn may have several records; which there are, and when the turn is over, is decode.ts's matter.
import type { AnswerEvent } from '#shared/answer.ts'
import type { Part, Reference } from '#shared/part.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { createSentParts } from '../sent-parts.ts'
import { cutRaw } from '../unknown-event.ts'
import { createAnswerText } from './answer-text.ts'
import { createShownText, type ShownText } from './shown-text.ts'
import { decodeReference } from './references.ts'
import type { WireFile, WireProcedure, WireReply, WireReplyExtras } from './schema.ts'
import { decodeProgress, decodeStatStep, decodeThoughtStep, decodeWorkflowNode } from './steps.ts'

export interface AnswerRecord {
  /** A `reply` has named this record. */
  readonly hasReply: boolean
  /** Its text is complete; further replies for it are to be dropped. */
  readonly isFinal: boolean
  takeReply(reply: WireReply): AnswerEvent[]
  takeThought(procedures: readonly WireProcedure[], files: readonly WireFile[]): AnswerEvent[]
  takeStatistics(procedures: readonly WireProcedure[]): AnswerEvent[]
  takeReferences(references: readonly Reference[]): AnswerEvent[]
  /** What was held back for a better place and has to be said now. */
  end(): AnswerEvent[]
}

/** Names of procedures that are the model thinking. */
const thinkingNames: readonly string[] = ['thought', 'thinking_model']

interface Thought {
  readonly text: ShownText
  status: string
  title: string | undefined
}

export function createAnswerRecord(recordId: string, isIncremental: boolean): AnswerRecord {
  const id = recordId.slice(0, 300)
  const textPart = `text:${id}`
  const text = createAnswerText(isIncremental)
  let hasReply = false
  let isFinal = false
  // Sources that came before any text. The text's part must not stand above the thought that is still to come.
  let heldReferences: AnswerEvent | undefined
  const sendPart = createSentParts()
  const sentQuotes = new Set<string>()
  // By key; `procedureCount` is how many the last `thought` event listed.
  const thoughts = new Map<string, Thought>()
  const outputs = new Map<string, ShownText>()
  let procedureCount = 0
  // What `thought` events have told about; `token_stat` repeats some of it.
  const toldNames = new Set<string>()
  const fileNumbers = new Map<string, number>()

  return {
    get hasReply() {
      return hasReply
    },
    get isFinal() {
      return isFinal
    },
    takeReply(reply) {
      hasReply = true
      isFinal = reply.isFinal
      const extras = reply.extras === 'unreadable' ? undefined : reply.extras
      // Applications of a single workflow may put the answer into the outputs and leave the content empty.
      const outputText = (text.whole === '' && extras?.work_flow?.outputs.join('\n\n')) || ''
      const change = text.take(reply.content || outputText, reply.isFinal)
      if (change === undefined && extras === undefined) return []
      const events: AnswerEvent[] = []
      if (extras?.work_flow?.current_node) {
        const node = extras.work_flow.current_node
        events.push(
          ...sendPart(decodeWorkflowNode(node, `step:${id}:node:${(node.NodeID ?? '').slice(0, 80)}`)),
        )
      }
      if (change) {
        events.push({
          type: change.type === 'delta' ? 'text-delta' : 'text-set',
          part: textPart,
          text: change.text,
        })
        events.push(...releaseReferences())
      }
      return extras ? [...events, ...takeExtras(extras)] : events
    },
    takeThought(procedures, files) {
      // In pieces, only the last procedure and new ones have new text (so the official client merges them).
      const firstWithText = isIncremental ? Math.min(procedureCount, procedures.length - 1) : 0
      procedureCount = Math.max(procedureCount, procedures.length)
      const keys = createKeys(procedures)
      const events = procedures.flatMap((procedure, position) =>
        takeProcedure(procedure, keys[position] ?? '', position >= firstWithText),
      )
      return [...events, ...files.flatMap(takeFile)]
    },
    takeStatistics(procedures) {
      const counts = new Map<string, number>()
      return procedures.flatMap((procedure) => {
        const name = (procedure.name ?? '').slice(0, 40)
        const count = counts.get(name) ?? 0
        counts.set(name, count + 1)
        if (toldNames.has(name)) return []
        const step = decodeStatStep(procedure, `step:${id}:${name}${count === 0 ? '' : `:${count}`}`)
        return step === undefined ? [] : sendPart(step)
      })
    },
    takeReferences(references) {
      heldReferences = { type: 'references-set', part: textPart, references: [...references] }
      return text.whole === '' ? [] : releaseReferences()
    },
    end: releaseReferences,
  }

  function releaseReferences(): AnswerEvent[] {
    const held = heldReferences
    heldReferences = undefined
    return held === undefined ? [] : [held]
  }

  function takeProcedure(wire: WireProcedure, number: string, hasText: boolean): AnswerEvent[] {
    const { content = '', display_content: display = '' } = (hasText ? wire.debugging : undefined) ?? {}
    const isThinking = thinkingNames.includes(wire.name ?? '')
    const events = isThinking
      ? takeThinking(wire, number, content, display)
      : takeStep(wire, number, content, display)
    const { references = [], sandbox_url, display_url } = wire.debugging ?? {}
    if (references.length > 0) {
      const key = `references:${id}:${number}`
      events.push(...sendPart({ type: 'references', key, references: references.map(decodeReference) }))
    }
    if (sandbox_url !== undefined) {
      const key = `sandbox:${id}:${number}`
      events.push(
        ...sendPart({ type: 'sandbox', key, url: sandbox_url, displayUrl: display_url ?? '', content: '' }),
      )
    }
    return events
  }

  function takeThinking(
    wire: WireProcedure,
    number: string,
    content: string,
    display: string,
  ): AnswerEvent[] {
    const part = `thought:${id}:${number}`
    const status = decodeProgress(wire.status)
    const known = thoughts.get(part)
    const thought = known ?? { text: createShownText(isIncremental), status, title: wire.title }
    thoughts.set(part, thought)
    const change = thought.text.take(content, display, status !== 'running')
    const isOnlyText = known !== undefined && thought.status === status && thought.title === wire.title
    thought.status = status
    thought.title = wire.title
    if (!isOnlyText || change?.type === 'set') {
      const set: AnswerEvent = { type: 'thought-set', part, text: thought.text.whole, status }
      const durationMs = status === 'running' ? undefined : wire.elapsed
      return [omitUndefined({ ...set, title: wire.title, durationMs })]
    }
    return change === undefined ? [] : [{ type: 'thought-delta', part, text: change.text }]
  }

  function takeStep(wire: WireProcedure, number: string, content: string, display: string): AnswerEvent[] {
    const key = `step:${id}:${number}`
    const output = outputs.get(key) ?? createShownText(isIncremental)
    outputs.set(key, output)
    output.take(content, display, decodeProgress(wire.status) !== 'running')
    if (wire.name !== undefined) toldNames.add(wire.name)
    return sendPart(decodeThoughtStep(wire, key, output.whole))
  }

  function takeExtras(extras: WireReplyExtras): AnswerEvent[] {
    const { quote_infos, option_cards, custom_params, work_flow, extra_info, file_infos } = extras
    const events: AnswerEvent[] = []
    for (const { index, position } of quote_infos) {
      const mark = `${index}:${position}`
      if (sentQuotes.has(mark)) continue
      sentQuotes.add(mark)
      events.push({ type: 'quote-add', part: textPart, quote: { index, position } })
    }
    const options = option_cards.length > 0 ? option_cards : (work_flow?.option_cards ?? [])
    if (options.length > 0) {
      events.push(...sendPart({ type: 'options', key: `options:${id}`, options, isMultiple: false }))
    }
    if (custom_params.length > 0) {
      const raw = cutRaw(JSON.stringify(custom_params))
      events.push(...sendPart({ type: 'unknown', key: `custom-params:${id}`, name: 'custom_params', raw }))
    }
    extra_info?.e_charts_info.forEach((option, number) => {
      events.push(...sendPart({ type: 'chart', key: `chart:${id}:${number}`, option }))
    })
    return [...events, ...file_infos.flatMap(takeFile)]
  }

  function takeFile(file: WireFile): AnswerEvent[] {
    // The same file may come with the thought and with the reply.
    const address = file.file_url ?? file.doc_id ?? file.file_name ?? ''
    const number = fileNumbers.get(address) ?? fileNumbers.size
    fileNumbers.set(address, number)
    const part: Part = {
      type: 'file',
      key: `file:${id}:${number}`,
      name: file.file_name ?? address,
      url: file.file_url ?? '',
      fileType: file.file_type ?? '',
      sizeBytes: file.file_size,
      documentId: file.doc_id,
    }
    return sendPart(omitUndefined(part))
  }
}

/** Names procedures by the number they state, or by their place where that is missing or taken. */
function createKeys(procedures: readonly WireProcedure[]): string[] {
  const taken = new Set<string>()
  return procedures.map(({ index }, position) => {
    const stated = String(index ?? position)
    const key = taken.has(stated) ? `${stated}.${position}` : stated
    taken.add(key)
    return key
  })
}

// Owns what an exported message consists of, the same in every format: its parts as a few kinds of block, with everything
// that was not asked for left out. How a block looks is each format's matter.
import { assertNever } from '#shared/assert-never.ts'
import type { Message } from '#shared/answer.ts'
import type { ExportContents } from '#shared/export.ts'
import { parseJson } from '#shared/parse-json.ts'
import type { Part, PartOf, Quote, Reference } from '#shared/part.ts'
import type { WriterContext } from './export-writer.ts'
import { readPassages, type Passages } from './read-passages.ts'
import { formatDuration, formatSize, type ExportWords } from './words.ts'

export type ExportBlock =
  /** Marks stand at code points and name a reference of the list with the same scope by its index. */
  | {
      readonly type: 'markdown'
      readonly text: string
      readonly quotes: readonly Quote[]
      readonly scope: string
    }
  /** A question: read as it was typed. */
  | { readonly type: 'plain'; readonly text: string }
  | { readonly type: 'folded'; readonly title: string; readonly blocks: readonly ExportBlock[] }
  | { readonly type: 'list'; readonly title: string; readonly items: readonly string[] }
  /** One line of the program's, about what stands around it. */
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'code'; readonly title: string; readonly language: string; readonly text: string }
  | {
      readonly type: 'link'
      readonly kind: 'image' | 'file'
      readonly label: string
      readonly name: string
      readonly url: string
    }
  | {
      readonly type: 'references'
      readonly title: string
      readonly references: readonly Reference[]
      /** What is kept of their words. */
      readonly passages: Passages
      readonly scope: string
    }

export interface ExportedMessage {
  readonly title: string
  readonly isQuestion: boolean
  readonly createdAt: number
  readonly blocks: readonly ExportBlock[]
}

interface Reading {
  readonly contents: ExportContents
  readonly words: ExportWords
  readonly isQuestion: boolean
  /** What marks of a text without references of its own are about. */
  readonly shared: { readonly scope: string; readonly references: readonly Reference[] }
  readonly passages: Passages
  /** Of the part that is being read. */
  readonly scope: string
}

/** `number`: of the message in its file, which tells its references from those of the others. */
export function readMessage(
  message: Message,
  number: number,
  { history, contents }: Pick<WriterContext, 'history' | 'contents'>,
  words: ExportWords,
): ExportedMessage {
  const isQuestion = message.role === 'user'
  const at = message.parts.findIndex(({ type }) => type === 'references')
  const part = message.parts[at]
  const references = part?.type === 'references' ? part.references : []
  const shared = { scope: `${number}-${at + 1}`, references }
  const passages: Passages = contents.hasReferences ? readPassages(history, message) : new Map()
  const reading = { contents, words, isQuestion, shared, passages }
  return {
    title: isQuestion ? words.question : words.answer,
    isQuestion,
    createdAt: message.createdAt,
    blocks: [
      ...message.parts.flatMap((part, index) =>
        readPart(part, { ...reading, scope: `${number}-${index + 1}` }),
      ),
      ...describeEnd(message, words).map((text): ExportBlock => ({ type: 'note', text })),
    ],
  }
}

function describeEnd({ status, failure, isDamaged }: Message, words: ExportWords): string[] {
  const said = failure?.detail?.remoteMessage ?? failure?.message
  return [
    ...(status === 'complete' ? [] : [[words.status[status], said].filter(Boolean).join(' ')]),
    ...(isDamaged ? [words.damaged] : []),
  ]
}

function readPart(part: Part, reading: Reading): ExportBlock[] {
  const { contents, words } = reading
  switch (part.type) {
    case 'text':
      return readText(part, reading)
    case 'thought':
      return contents.hasThoughts ? [readThought(part, words)] : []
    case 'step':
      return contents.hasSteps ? [readStep(part, words)] : []
    case 'references':
      return readReferences(part.references, reading)
    case 'options':
      return [{ type: 'list', title: words.options, items: part.options }]
    case 'questionnaire':
      return readQuestionnaire(part, words)
    case 'tasks': {
      const items = part.tasks.map(({ text, status }) => `${text} (${words.progress[status]})`)
      return [{ type: 'list', title: words.tasks, items }]
    }
    case 'widget':
      return [readJson(words.widget, part.state === '' ? part.view : part.state)]
    case 'widget-action':
      // The words beside it say what was done.
      return []
    case 'chart':
      return [readJson(words.chart, part.option)]
    case 'image':
      return [{ type: 'link', kind: 'image', label: words.image, name: part.description, url: part.url }]
    case 'file': {
      const size = part.sizeBytes === undefined ? '' : ` (${formatSize(part.sizeBytes)})`
      return [{ type: 'link', kind: 'file', label: words.file, name: `${part.name}${size}`, url: part.url }]
    }
    case 'file-request': {
      const kinds = part.fileTypes.length === 0 ? '' : `${words.colon}${part.fileTypes.join(', ')}`
      return [{ type: 'note', text: `${words.fileRequest}${kinds}` }]
    }
    case 'sandbox': {
      const name = part.displayUrl === '' ? part.url : part.displayUrl
      const link: ExportBlock = { type: 'link', kind: 'file', label: words.sandbox, name, url: part.url }
      return part.content === ''
        ? [link]
        : [link, { type: 'code', title: words.sandbox, language: '', text: part.content }]
    }
    case 'notice':
      return [{ type: 'note', text: part.text }]
    case 'suggestions':
      return [{ type: 'list', title: words.suggestions, items: part.suggestions }]
    case 'unknown':
      return [readJson(`${words.unknown}${words.colon}${part.name}`, part.raw)]
    default:
      return assertNever(part)
  }
}

function readText({ text, quotes, references }: PartOf<'text'>, reading: Reading): ExportBlock[] {
  const { scope, references: known } =
    references.length > 0 ? { scope: reading.scope, references } : reading.shared
  // A mark that names none of them would lead nowhere.
  const marks = quotes.filter(
    ({ index }) => reading.contents.hasReferences && known.some((reference) => reference.index === index),
  )
  const block: ExportBlock = reading.isQuestion
    ? { type: 'plain', text }
    : { type: 'markdown', text, quotes: marks, scope }
  return [...(text === '' ? [] : [block]), ...readReferences(references, reading)]
}

function readThought(part: PartOf<'thought'>, words: ExportWords): ExportBlock {
  const about = [part.title, part.durationMs === undefined ? undefined : formatDuration(part.durationMs)]
  const text: ExportBlock = { type: 'markdown', text: part.text, quotes: [], scope: '' }
  return { type: 'folded', title: joinTitle(words.thought, about), blocks: [text] }
}

function readStep(part: PartOf<'step'>, words: ExportWords): ExportBlock {
  const { title, name, status, durationMs, tokens, input, output } = part
  const about = [
    words.progress[status],
    durationMs === undefined ? undefined : formatDuration(durationMs),
    tokens?.total === undefined ? undefined : `${tokens.total} tokens`,
  ]
  const blocks = [
    ...(input ? [readJson(words.input, input)] : []),
    ...(output ? [readJson(words.output, output)] : []),
  ]
  return { type: 'folded', title: joinTitle(title === '' ? name : title, about), blocks }
}

function joinTitle(title: string, about: readonly (string | undefined)[]): string {
  return [title, ...about.filter((word) => word !== undefined && word !== '')].join(' · ')
}

function readReferences(
  references: readonly Reference[],
  { contents, words, passages, scope }: Reading,
): ExportBlock[] {
  return contents.hasReferences && references.length > 0
    ? [{ type: 'references', title: words.references, references, passages, scope }]
    : []
}

function readQuestionnaire({ title, questions }: PartOf<'questionnaire'>, words: ExportWords): ExportBlock[] {
  const heading: ExportBlock[] = title === '' ? [] : [{ type: 'note', text: title }]
  const lists = questions.map(({ question, isRequired, options }): ExportBlock => {
    const items = options.map(({ label, description }) =>
      description === '' ? label : `${label}${words.colon}${description}`,
    )
    return { type: 'list', title: isRequired ? `${question} (${words.required})` : question, items }
  })
  return [...heading, ...lists]
}

/** Indented when nothing is lost thereby: the service writes numbers that JavaScript cannot hold. */
function readJson(title: string, text: string): ExportBlock {
  const json = parseJson(text)
  if (!json.ok) return { type: 'code', title, language: '', text }
  const isSame = JSON.stringify(json.value) === text.trim()
  return {
    type: 'code',
    title,
    language: 'json',
    text: isSame ? JSON.stringify(json.value, undefined, 2) : text,
  }
}

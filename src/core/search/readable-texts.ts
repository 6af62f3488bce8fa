// Owns what of a message can be found: the texts that a person reads, by their kind. Not what steps sent and received, nor
// what is drawn from JSON.
import type { Message } from '#shared/answer.ts'
import { assertNever } from '#shared/assert-never.ts'
import type { Part, Reference } from '#shared/part.ts'
import type { SearchKind } from '#shared/search.ts'
import { readPlainText } from './plain-text.ts'

export interface ReadableText {
  readonly kind: SearchKind
  readonly text: string
}

/**
 * At most one text of each kind, none of them empty, in the order of `searchKindSchema`. Well-formed, as SQLite keeps it: half
 * of a character is looked for as what stands for it.
 */
export function listReadableTexts({ role, parts }: Pick<Message, 'role' | 'parts'>): ReadableText[] {
  const said = role === 'user' ? 'question' : 'answer'
  const pieces: Record<SearchKind, string[]> = {
    question: [],
    answer: [],
    thought: [],
    reference: [],
    file: [],
  }
  for (const part of parts) {
    for (const { kind, text } of readPart(part, said)) if (text.trim() !== '') pieces[kind].push(text.trim())
  }
  return searchKinds.flatMap((kind) => {
    const text = pieces[kind].join('\n').toWellFormed()
    return text === '' ? [] : [{ kind, text }]
  })
}

/** Whether a message shows a file or an image. */
export function hasFile({ parts }: Pick<Message, 'parts'>): boolean {
  return parts.some(({ type }) => type === 'file' || type === 'image')
}

const searchKinds: readonly SearchKind[] = ['question', 'answer', 'thought', 'reference', 'file']

function readPart(part: Part, said: SearchKind): ReadableText[] {
  switch (part.type) {
    case 'text':
      return [{ kind: said, text: readPlainText(part.text) }, ...readReferences(part.references)]
    case 'thought':
      return [{ kind: 'thought', text: readPlainText(part.text) }]
    case 'references':
      return readReferences(part.references)
    case 'options':
      return part.options.map((text) => ({ kind: said, text }))
    case 'suggestions':
      return part.suggestions.map((text) => ({ kind: said, text }))
    case 'tasks':
      return part.tasks.map(({ text }) => ({ kind: said, text }))
    case 'questionnaire':
      return [
        part.title,
        ...part.questions.flatMap(({ question, options }) => [
          question,
          ...options.flatMap(({ label, description }) => [label, description]),
        ]),
      ].map((text) => ({ kind: said, text }))
    case 'notice':
      return [{ kind: said, text: part.text }]
    case 'image':
      return [{ kind: 'file', text: part.description }]
    case 'file':
      return [{ kind: 'file', text: part.name }]
    case 'step':
    case 'widget':
    case 'widget-action':
    case 'chart':
    case 'file-request':
    case 'sandbox':
    case 'unknown':
      return []
    default:
      return assertNever(part)
  }
}

/** A reference is shown by its title, and by its document where that has another name. */
function readReferences(references: readonly Reference[]): ReadableText[] {
  return references.flatMap(({ title, documentName }) =>
    [...new Set([title, documentName ?? ''])].map((text) => ({ kind: 'reference' as const, text })),
  )
}

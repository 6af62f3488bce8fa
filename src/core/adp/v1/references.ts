// Owns what a source of an answer is in v1, in `reference` events and inside of steps of `thought` events.
import type { Reference } from '#shared/part.ts'
import { omitUndefined } from '../omit-undefined.ts'
import type { WireReference } from './schema.ts'

const kinds: Readonly<Record<number, Reference['kind']>> = {
  1: 'question-and-answer',
  2: 'document', // a segment of it
  3: 'document', // named by the SDK only
  4: 'web',
}

/** `position` is the place in the list: sources are numbered by it where they do not state their number. */
export function decodeReference(wire: WireReference, position: number): Reference {
  const kind = kinds[wire.type ?? 0] ?? 'other'
  // Of a web page, `id` is its number; of everything else it is the id to ask the cloud API with.
  const isWeb = kind === 'web'
  const id = absentWhenZero(wire.id)
  return omitUndefined<Reference>({
    index: wire.index ?? (isWeb ? id : undefined) ?? String(position + 1),
    kind,
    title: wire.name ?? wire.title ?? wire.doc_name ?? wire.url ?? '',
    url: wire.url,
    referenceId: isWeb ? undefined : id,
    documentId: absentWhenZero(wire.doc_biz_id) ?? absentWhenZero(wire.doc_id),
    // Of others it only says the title again.
    documentName: kind === 'document' ? wire.doc_name : undefined,
    knowledgeBase: wire.knowledge_name,
  })
}

function absentWhenZero(id: string | undefined): string | undefined {
  return id === '0' ? undefined : id
}

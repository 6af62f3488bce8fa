// Owns what a source of an answer is in v2. Where its id stands depends on its kind; older builds call ids by other names.
import type { Reference } from '#shared/part.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { parseWireJson } from '../parse-wire-json.ts'
import { isObject, readId } from '../wire-schema.ts'
import type { WireReference } from './schema.ts'

const kinds: Readonly<Record<number, Reference['kind']>> = {
  1: 'question-and-answer',
  2: 'document', // a segment of it
  3: 'document', // named by the SDK only
  4: 'web',
  5: 'graph',
}

/** `position` is the place in the list: sources are numbered by it where they do not state their number. */
export function decodeReference(wire: WireReference, position: number): Reference {
  const refer = wire.DocRefer ?? wire.QaRefer ?? wire.WebSearchRefer ?? wire.GraphRAGRefer
  const url = refer?.Url ?? wire.Url
  return omitUndefined<Reference>({
    index: wire.Index ?? String(position + 1),
    kind: kinds[wire.Type ?? 0] ?? 'other',
    title: wire.Name ?? refer?.DocName ?? url ?? '',
    url,
    referenceId: absentWhenZero(refer?.ReferenceId ?? refer?.ReferBizId),
    documentId: absentWhenZero(refer?.DocId ?? refer?.DocBizId),
    documentName: refer?.DocName,
    knowledgeBase: refer?.KnowledgeName,
  })
}

/**
 * The sources in the JSON text of a `web_search` content: a list of pages, perhaps inside of an object. The document does
 * not say how they are made up; undefined when it is nothing of the kind.
 */
export function decodeSearchResults(json: string): Reference[] | undefined {
  const parsed = parseWireJson(json)
  if (!parsed.ok) return undefined
  const pages = Array.isArray(parsed.value)
    ? parsed.value
    : isObject(parsed.value)
      ? Object.values(parsed.value).find(Array.isArray)
      : undefined
  if (!Array.isArray(pages) || pages.length === 0) return undefined
  return pages.map((page: unknown, position) => {
    const members = isObject(page) ? lowerCaseNames(page) : {}
    const url = readId(members['url']) ?? readId(members['link'])
    return omitUndefined<Reference>({
      index: readId(members['index']) ?? String(position + 1),
      kind: 'web',
      title: readId(members['title']) ?? readId(members['name']) ?? url ?? '',
      url,
    })
  })
}

function lowerCaseNames(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name.toLowerCase(), value]))
}

function absentWhenZero(id: string | undefined): string | undefined {
  return id === '0' ? undefined : id
}

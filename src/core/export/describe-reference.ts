// Owns how a source of an answer is named in an export.
import { findSafeUrl } from '#shared/markdown/safe-url.ts'
import type { Reference } from '#shared/part.ts'
import type { ExportWords } from './words.ts'

export interface DescribedReference {
  /** Its name and what it is, on one line. */
  readonly text: string
  /** Undefined when there is none that may become a link. */
  readonly url: string | undefined
}

export function describeReference(reference: Reference, words: ExportWords): DescribedReference {
  const { title, documentName, knowledgeBase, kind, url } = reference
  const names = [title, documentName, knowledgeBase].filter(
    (name) => name !== undefined && name.trim() !== '',
  )
  const name = [...new Set(names)].join(' · ').replace(/\s+/g, ' ')
  const safeUrl = url === undefined ? undefined : findSafeUrl(url)
  return {
    text: name === '' ? (safeUrl?.href ?? words.kinds[kind]) : `${name} (${words.kinds[kind]})`,
    url: safeUrl?.href,
  }
}

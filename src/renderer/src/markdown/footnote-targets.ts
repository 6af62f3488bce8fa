// Owns the numbers of the footnotes of a text, and the agreement between its marks and the list at its end.
import type { ComputedRef, InjectionKey } from 'vue'
import type { Token } from 'markdown-it'
import type { MarkdownBlock } from './join-pieces.ts'
import { listMarks } from './piece.ts'

export interface Footnote {
  readonly label: string
  readonly number: number
  readonly tokens: readonly Token[]
}

/** Everything that the footnotes of a text say, in the order in which they are first named; those never named come last. */
export function numberFootnotes(blocks: readonly Pick<MarkdownBlock, 'footnotes'>[]): readonly Footnote[] {
  const texts = new Map<string, Token[]>()
  for (const { label, tokens } of blocks.flatMap(({ footnotes }) => footnotes.texts)) {
    texts.set(label, [...(texts.get(label) ?? []), ...tokens])
  }
  // A footnote may name others: they follow those that the text itself names.
  const order = new Set(blocks.flatMap(({ footnotes }) => footnotes.marks))
  for (const label of order)
    texts
      .get(label)
      ?.flatMap(listMarks)
      .forEach((other) => order.add(other))
  for (const label of texts.keys()) order.add(label)
  return [...order]
    .filter((label) => texts.has(label))
    .map((label, index) => ({ label, number: index + 1, tokens: texts.get(label) ?? [] }))
}

export interface FootnoteTargets {
  readonly numbers: ComputedRef<ReadonlyMap<string, number>>
  getNoteId(number: number): string
  getMarkId(number: number): string
}

export const footnoteTargets: InjectionKey<FootnoteTargets> = Symbol('footnote-targets')

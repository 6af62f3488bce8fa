// Owns what is done to the markdown of an answer so that it can stand in a file with others: marks of references are set
// into it where they belong, never into code, a link, an address or a formula; what looks like HTML is text, as it was
// for whoever read it; and a block of code that was never closed ends with its message.
import { parseStructure } from '#shared/markdown/parser.ts'
import { placeQuotes } from '#shared/markdown/place-quotes.ts'
import type { Quote } from '#shared/part.ts'
import { findFormulas } from '#shared/markdown/formulas.ts'

interface Range {
  readonly start: number
  readonly end: number
}

export interface MarkdownAdditions {
  /** What stands in the text for the reference with this index. */
  readonly getMark: (index: string) => string
  /** The address of the copy of an image; undefined when there is none: then it becomes a link, which loads nothing. */
  readonly placeImage: (url: string) => string | undefined
}

export function setIntoMarkdown(
  source: string,
  quotes: readonly Quote[],
  { getMark, placeImage }: MarkdownAdditions,
): string {
  const marks = placeQuotes(quotes, source)
  const text = source.replaceAll('\r\n', '\n').replaceAll('\r', '\n')
  const blocks = findCodeBlocks(text)
  let written = ''
  let end = 0
  let next = 0
  for (const block of [...blocks, { start: text.length, end: text.length }]) {
    const prose = text.slice(end, block.start)
    const from = end
    const isLast = block.start === text.length
    const inProse: { readonly offset: number; readonly text: string }[] = []
    // What stands inside of the code that follows is set in front of it, like everything that no place can be found for.
    while (next < marks.length && (isLast || (marks[next]?.offset ?? 0) < block.end)) {
      const mark = marks[next]
      next += 1
      if (mark === undefined) continue
      const lastWord = prose.trimEnd().length
      // With no word in front of it, it must not begin the line that begins the code.
      const space = lastWord === 0 && !isLast ? '\n\n' : ''
      inProse.push({ offset: Math.min(mark.offset - from, lastWord), text: getMark(mark.index) + space })
    }
    written += writeProse(prose, inProse, placeImage) + text.slice(block.start, block.end)
    end = block.end
  }
  return written.trimEnd() + closeFence(text)
}

/** Blocks of code by their lines. */
function findCodeBlocks(text: string): Range[] {
  const starts = findLineStarts(text)
  return parseStructure(text)
    .filter(({ type }) => type === 'fence' || type === 'code_block')
    .map(({ map }) => ({
      start: starts[map?.[0] ?? 0] ?? text.length,
      end: starts[map?.[1] ?? 0] ?? text.length,
    }))
}

function findLineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function writeProse(
  prose: string,
  marks: readonly { readonly offset: number; readonly text: string }[],
  placeImage: MarkdownAdditions['placeImage'],
): string {
  const wholes = findWholes(prose)
  let written = ''
  let end = 0
  let whole = 0
  const plain = (to: number): void => {
    // Up to `to`, what is whole unchanged, what is between without HTML.
    while (end < to) {
      while (wholes[whole] !== undefined && (wholes[whole]?.end ?? 0) <= end) whole += 1
      const next = wholes[whole]
      if (next !== undefined && next.start <= end) {
        const stop = Math.min(next.end, to)
        written += writeWhole(prose.slice(end, stop), next, placeImage)
        end = stop
      } else {
        const stop = Math.min(next?.start ?? to, to)
        written += escapeTags(prose.slice(end, stop))
        end = stop
      }
    }
  }
  for (const mark of marks) {
    const inside = wholes.find(({ start, end: last }) => start < mark.offset && mark.offset < last)
    plain(Math.max(end, inside?.end ?? mark.offset))
    written += mark.text
  }
  plain(prose.length)
  return written
}

function writeWhole(text: string, { isFormula }: Whole, placeImage: MarkdownAdditions['placeImage']): string {
  if (isFormula) return separateTags(text)
  const image = /^!\[([^\]]*)\]\(([^()\s]*)/.exec(text)
  if (image === null) return text
  const copy = placeImage(image[2] ?? '')
  return copy === undefined ? `[${image[1] || image[2]}](${image[2]})` : `![${image[1]}](${copy})`
}

interface Whole extends Range {
  readonly isFormula: boolean
}

/** Links, images and addresses. Bounded, for speed. */
const links =
  /!?\[[^[\]\n]{0,1000}\]\([^()\s]{0,2048}(?:\s+"[^"\n]{0,500}")?\)|<[a-z][a-z0-9+.-]{1,31}:[^\s<>]{0,2048}>|[a-z][a-z0-9+.-]{1,31}:\/\/[!-;=?-~]{1,2048}/gi

/** Stretches that nothing is set into and that are no HTML, in order, none inside another. */
function findWholes(prose: string): Whole[] {
  const all = [
    ...findCodeSpans(prose).map((range) => ({ ...range, isFormula: false })),
    ...findFormulas(prose).map((range) => ({ ...range, isFormula: true })),
    ...[...prose.matchAll(links)].map(({ 0: match, index }) => ({
      start: index,
      end: index + match.length,
      isFormula: false,
    })),
  ].sort((one, other) => one.start - other.start)
  const apart: Whole[] = []
  for (const range of all) if (range.start >= (apart.at(-1)?.end ?? 0)) apart.push(range)
  return apart
}

/** Code between runs of backticks of the same length, inside of one paragraph. */
function findCodeSpans(prose: string): Range[] {
  const spans: Range[] = []
  let paragraphStart = 0
  for (const paragraph of prose.split(/(?<=\n)(?=\s*\n)/)) {
    const runs = [...paragraph.matchAll(/`+/g)]
    const places = new Map<number, number[]>()
    for (const [at, run] of runs.entries()) {
      places.set(run[0].length, [...(places.get(run[0].length)?.slice(-1000) ?? []), at])
    }
    for (let at = 0; at < runs.length; at += 1) {
      const run = runs[at]
      if (run === undefined || paragraph[run.index - 1] === '\\') continue
      const close = places.get(run[0].length)?.find((candidate) => candidate > at)
      const closing = close === undefined ? undefined : runs[close]
      if (close === undefined || closing === undefined) continue
      spans.push({
        start: paragraphStart + run.index,
        end: paragraphStart + closing.index + closing[0].length,
      })
      at = close
    }
    paragraphStart += paragraph.length
  }
  return spans
}

function escapeTags(text: string): string {
  return text.replace(/(?<!\\)<(?=[a-z/!?])/gi, '\\<')
}

/** TeX does not mind a space behind a sign. */
function separateTags(text: string): string {
  return text.replace(/<(?=[a-z/!?])/gi, '< ')
}

/** What closes the last block of code of a text, when nothing in it does. */
function closeFence(text: string): string {
  const last = parseStructure(text).at(-1)
  if (last?.type !== 'fence' || last.map === null) return ''
  const lines = text.trimEnd().split('\n')
  const closing = lines.at(-1)?.trim() ?? ''
  const isClosed =
    lines.length - 1 > last.map[0] &&
    closing.length >= last.markup.length &&
    closing === last.markup[0]?.repeat(closing.length)
  return isClosed ? '' : `\n${last.markup}`
}

// Owns the few words around a hit that a list shows.
import type { Snippet } from '#shared/search.ts'
import { findPlaces } from '#shared/search-text/find-places.ts'
import { align, normalise } from '#shared/search-text/normalise.ts'

/** Of a snippet, in UTF-16 units; a character of several units is never cut. */
const maxLength = 160
/** What is shown in front of the first hit when its sentence began long before. */
const leadLength = 40
/** Of a text that is looked at as a whole. Of a longer one only what is around the first hit is. */
const wholeLength = 4000

interface Stretch {
  readonly start: number
  readonly end: number
}

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const joinedEmoji = /[\u200d\p{Extended_Pictographic}\p{Emoji_Modifier}\p{RI}]/u
const sentenceEnd = /[.!?](?=\s)|[。！？｡\n]/g

/** The sentence around the first hit, with every hit in it marked. White space is shown as one space. */
export function createSnippet(text: string, terms: readonly string[]): Snippet {
  const near = text.length <= wholeLength ? { start: 0, end: text.length } : findNear(text, terms)
  const marks = findMarks(text, near, terms)
  const frame = findFrame(text, near, marks[0] ?? { start: near.start, end: near.start })
  const pieces: Snippet = []
  const add = (start: number, end: number, isHit: boolean): void => {
    const piece = text.slice(start, end).replace(/\s+/g, ' ')
    if (piece !== '') pieces.push({ text: piece, isHit })
  }
  let place = frame.start
  if (text.slice(0, frame.start).trim() !== '') pieces.push({ text: '…', isHit: false })
  for (const { start, end } of marks) {
    if (start >= frame.end) break
    add(place, start, false)
    place = Math.min(end, frame.end)
    add(start, place, true)
  }
  add(place, frame.end, false)
  if (text.slice(frame.end).trim() !== '') pieces.push({ text: '…', isHit: false })
  return joinNeighbours(pieces)
}

/** Where the first hit of a long text is, with room on both sides. */
function findNear(text: string, terms: readonly string[]): Stretch {
  const normalised = normalise(text)
  const places = terms.map((term) => normalised.indexOf(term)).filter((place) => place >= 0)
  const first = Math.min(normalised.length, ...places)
  // The form of a longer beginning is not shorter, so that the place can be halved in on.
  let [low, high] = [0, text.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (normalise(text.slice(0, middle)).length > first) high = middle
    else low = middle + 1
  }
  const room = wholeLength / 2
  return { start: Math.max(0, low - room), end: Math.min(text.length, low + room) }
}

/** Where the terms stand in a stretch of the text, first ones first; those that touch are one. */
function findMarks(text: string, { start, end }: Stretch, terms: readonly string[]): Stretch[] {
  const { normalised, startOf, endOf } = align(text.slice(start, end))
  const found = terms.flatMap((term) =>
    findPlaces(normalised, term).map((place) => ({
      start: start + startOf(place),
      end: start + endOf(place + term.length - 1),
    })),
  )
  const whole = found.map((mark) => widen(text, mark))
  const marks: Stretch[] = []
  for (const mark of whole.sort((one, other) => one.start - other.start)) {
    const last = marks.at(-1)
    if (last && mark.start <= last.end) {
      marks[marks.length - 1] = { start: last.start, end: Math.max(last.end, mark.end) }
    } else marks.push(mark)
  }
  return marks
}

/** Emoji that are joined to one picture are marked as one. */
function widen(text: string, { start, end }: Stretch): Stretch {
  if (!joinedEmoji.test(text.slice(Math.max(0, start - 2), end + 2))) return { start, end }
  const from = findCut(text, start)
  const segment = characters.segment(text.slice(from, end + 64)).containing(end - 1 - from)
  return { start: from, end: segment ? from + segment.index + segment.segment.length : end }
}

/** What is shown: from the beginning of the sentence of the hit, or a little before the hit, to its end. */
function findFrame(text: string, near: Stretch, hit: Stretch): Stretch {
  let sentence = near.start
  let stop = near.end
  for (const { index } of text.slice(near.start, near.end).matchAll(sentenceEnd)) {
    const after = near.start + index + 1
    if (after <= hit.start) sentence = after
    else if (after >= hit.end) {
      stop = after
      break
    }
  }
  while (sentence < hit.start && /\s/.test(text.charAt(sentence))) sentence += 1
  const isFar = hit.start - sentence > maxLength / 2
  const start = isFar ? findCut(text, hit.start - leadLength) : sentence
  return { start, end: stop - start > maxLength ? findCut(text, start + maxLength) : stop }
}

/** The last place up to this one that is between two characters. */
function findCut(text: string, place: number): number {
  const from = Math.max(0, place - 64)
  const segment = characters.segment(text.slice(from, place + 64)).containing(place - from)
  return segment ? from + segment.index : place
}

function joinNeighbours(pieces: Snippet): Snippet {
  const joined: Snippet = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (last && last.isHit === piece.isHit) last.text += piece.text
    else joined.push({ ...piece })
  }
  return joined
}

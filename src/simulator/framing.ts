// Owns the bytes of server-sent events: how an event is laid out in lines, and where the bytes are torn apart.
import type { Random } from './random.ts'
import type { Generation } from './scenario.ts'

export interface Framing {
  readonly contentType: string
  readonly newline: '\n' | '\r\n' | '\r'
  readonly hasEventName: boolean
  readonly hasSpaceAfterColon: boolean
  /** Comment, `id:`, `retry:` and an unknown field in every event. */
  readonly hasExtraFields: boolean
  /** A comment block before every event. */
  readonly hasComments: boolean
  /** The JSON text on several `data:` lines. */
  readonly hasSplitLines: boolean
  /** Every event this many times. */
  readonly copies: number
  /** Written in scraps that end inside characters and between CR and LF. */
  readonly isTorn: boolean
  /** Many events in one write. */
  readonly isGathered: boolean
}

/** What the samples of the HTTP SSE documents show: two lines and LF; a space after the colon in generation 2 alone. */
export const documentedFramings: Readonly<Record<Generation, Framing>> = {
  v1: {
    contentType: 'text/event-stream',
    newline: '\n',
    hasEventName: true,
    hasSpaceAfterColon: false,
    hasExtraFields: false,
    hasComments: false,
    hasSplitLines: false,
    copies: 1,
    isTorn: false,
    isGathered: false,
  },
  v2: {
    contentType: 'text/event-stream; charset=utf-8',
    newline: '\n',
    hasEventName: true,
    hasSpaceAfterColon: true,
    hasExtraFields: false,
    hasComments: false,
    hasSplitLines: false,
    copies: 1,
    isTorn: false,
    isGathered: false,
  },
}

export function frameEvent(
  event: { readonly name: string; readonly body: string },
  framing: Framing,
): string {
  const colon = framing.hasSpaceAfterColon ? ': ' : ':'
  // A line break between two members is white space to JSON, so the joined text means the same.
  // A quote after a backslash stands inside a string, where a line break would not be white space.
  const body = framing.hasSplitLines ? event.body.split(/(?<=(?<!\\)",)(?=")/) : [event.body]
  const lines = [
    ...(framing.hasComments ? [':keep-alive', ''] : []),
    ...(framing.hasEventName ? [`event${colon}${event.name}`] : []),
    ...(framing.hasExtraFields
      ? [`:comment inside an event`, `id${colon}7`, `retry${colon}3000`, 'unknown-field']
      : []),
    ...body.map((line) => `data${colon}${line}`),
    '',
    '',
  ]
  return lines.join(framing.newline).repeat(framing.copies)
}

/** The bytes in scraps of 1 to 24, with a cut inside every character of several bytes and after every CR. */
export function tearBytes(bytes: Uint8Array, random: Random): readonly Uint8Array[] {
  const scraps: Uint8Array[] = []
  let start = 0
  let limit = 1 + Math.floor(24 * random())
  for (let end = 1; end <= bytes.length; end += 1) {
    const last = bytes[end - 1] ?? 0
    const isLeadByte = last >= 0xc0
    if (end === bytes.length || isLeadByte || last === 0x0d || end - start === limit) {
      scraps.push(bytes.subarray(start, end))
      start = end
      limit = 1 + Math.floor(24 * random())
    }
  }
  return scraps
}

/** The first part of the bytes: up to the inside of the last character of several bytes, or of the whole. */
export function cutBytes(bytes: Uint8Array, within: 'character' | 'event'): Uint8Array {
  const lead = bytes.findLastIndex((byte) => byte >= 0xc0)
  return bytes.subarray(0, within === 'character' && lead !== -1 ? lead + 1 : Math.floor(bytes.length / 2))
}

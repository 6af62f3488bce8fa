// Owns the scenarios about the lines and bytes of server-sent events. Each sends an ordinary answer in an unusual frame.
import type { Framing } from '../framing.ts'
import type { Scenario, Step } from '../scenario.ts'
import { closing, opening, ordinaryTurn } from './ordinary-turn.ts'

const text = 'An ordinary answer in an unusual frame. 换行、注释与表情 🌊 都不应影响内容。'

function framed(command: string, summary: string, framing: Partial<Framing>): Scenario {
  return {
    command,
    summary,
    *play() {
      yield { type: 'framing', framing }
      yield* ordinaryTurn({ text })
    },
  }
}

/** Bytes as they stand, in the middle of an ordinary answer or after it. */
function withRaw(command: string, summary: string, place: 'start' | 'middle' | 'end', raw: string): Scenario {
  const bytes: Step = { type: 'raw', text: raw }
  return {
    command,
    summary,
    *play() {
      if (place === 'start') yield bytes
      yield* opening()
      yield { type: 'text', text }
      if (place === 'middle') yield bytes
      yield { type: 'text', text: ' The end.' }
      yield* closing()
      if (place === 'end') yield bytes
    },
  }
}

export const framingScenarios: readonly Scenario[] = [
  framed('/nasty', 'CRLF, comments and extra fields, torn inside characters and between CR and LF', {
    newline: '\r\n',
    hasComments: true,
    hasExtraFields: true,
    isTorn: true,
  }),
  framed('/torn', 'torn inside characters', { isTorn: true }),
  framed('/crlf', 'lines end in CRLF', { newline: '\r\n' }),
  framed('/cr', 'lines end in CR', { newline: '\r' }),
  framed('/spaced', 'a space after each colon', { hasSpaceAfterColon: true }),
  framed('/comments', 'comment lines between the events', { hasComments: true }),
  framed('/fields', 'comment, id, retry and unknown fields in every event', { hasExtraFields: true }),
  framed('/split-lines', 'each JSON text on several data lines', { hasSplitLines: true }),
  framed('/no-event-name', 'no event lines, data lines alone', { hasEventName: false }),
  framed('/twice', 'every event twice', { copies: 2 }),
  framed('/wrong-type', 'a stream that calls itself application/octet-stream', {
    contentType: 'application/octet-stream',
  }),
  withRaw('/bom', 'a byte order mark before the first line', 'start', '\uFEFF'),
  withRaw('/done', 'a trailing data:[DONE], as other protocols have', 'end', 'data:[DONE]\n\n'),
  withRaw(
    '/broken-json',
    'one data line that is no JSON, then the stream goes on',
    'middle',
    'event:reply\ndata:{"message_id":"broken","payload":{"content":"half of a li\n\n',
  ),
  withRaw(
    '/odd-json',
    'data lines that are JSON but no events: null, a number, a list, an empty object, a reply without payload',
    'middle',
    ['null', '42', '["reply"]', '{}', '{"type":"reply"}', '{"payload":null,"type":"reply"}', '""']
      .map((json) => `data:${json}\n\n`)
      .join(''),
  ),
]

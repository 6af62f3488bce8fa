// Owns the switches about the lines and bytes of server-sent events.
import type { Framing } from '../framing.ts'
import { withFirst, type Switch } from './switch.ts'

function framed(name: string, summary: string, framing: Partial<Framing>): Switch {
  return withFirst(name, summary, [{ type: 'framing', framing }], { transports: ['sse'] })
}

export const framingSwitches: readonly Switch[] = [
  framed('nasty', 'CRLF, comments and extra fields, torn inside characters and between CR and LF', {
    newline: '\r\n',
    hasComments: true,
    hasExtraFields: true,
    isTorn: true,
  }),
  framed('torn', 'torn inside characters', { isTorn: true }),
  framed('gathered', 'many events in one write', { isGathered: true }),
  framed('crlf', 'lines end in CRLF', { newline: '\r\n' }),
  framed('cr', 'lines end in CR', { newline: '\r' }),
  framed('spaced', 'a space after each colon', { hasSpaceAfterColon: true }),
  framed('unspaced', 'no space after any colon', { hasSpaceAfterColon: false }),
  framed('comments', 'comment lines between the events', { hasComments: true }),
  framed('fields', 'comment, id, retry and unknown fields in every event', { hasExtraFields: true }),
  framed('split-lines', 'each JSON text on several data lines', { hasSplitLines: true }),
  framed('no-event-name', 'no event lines, data lines alone', { hasEventName: false }),
  framed('wrong-type', 'a stream that calls itself application/octet-stream', {
    contentType: 'application/octet-stream',
  }),
  withFirst('bom', 'a byte order mark before the first line', [{ type: 'raw', text: '\uFEFF', frames: [] }], {
    transports: ['sse'],
  }),
]

export const twice: Switch = withFirst(
  'twice',
  'every event twice',
  [
    { type: 'framing', framing: { copies: 2 } },
    { type: 'frames', frames: { copies: 2 } },
  ],
  // Pieces that come twice cannot be told from pieces that are the same.
  { modes: ['whole'] },
)

import { afterEach, expect, it } from 'vitest'
import { tearBytes } from './framing.ts'
import { createRandom } from './random.ts'
import {
  askText,
  finalTexts,
  closeSimulators,
  openSimulator,
  post,
  question,
  readEvents,
  type SseEvent,
} from './test-client.ts'

afterEach(closeSimulators)

const answer = 'An ordinary answer in an unusual frame. 换行、注释与表情 🌊 都不应影响内容。'

/** As the standard for server-sent events reads a stream, for frames that the HTTP SSE document does not show. */
function readStandardEvents(text: string): readonly SseEvent[] {
  const events: SseEvent[] = []
  let name = ''
  let lines: string[] = []
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    const [, field, value = ''] = /^([^:]*):? ?(.*)$/su.exec(line) ?? []
    if (field === 'event') name = value
    if (field === 'data') lines.push(value)
    if (line !== '') continue
    if (lines.length > 0) events.push({ name, ...(JSON.parse(lines.join('\n')) as Omit<SseEvent, 'name'>) })
    name = ''
    lines = []
  }
  return events
}

it.each([
  '/nasty',
  '/torn',
  '/crlf',
  '/cr',
  '/spaced',
  '/comments',
  '/fields',
  '/split-lines',
  '/no-event-name',
  '/wrong-type',
])('says in the frame of %s what it would say in an ordinary one', async (content) => {
  const simulator = await openSimulator()
  const events = readStandardEvents(await askText(simulator, content))
  expect(finalTexts(events)).toEqual([answer])
})

it('keeps a text with quotes and commas whole on several lines', async () => {
  const simulator = await openSimulator()
  const events = readStandardEvents(await askText(simulator, '/split-lines "a","b\\","c'))
  expect(events[0]?.payload['content']).toBe('/split-lines "a","b\\","c')
})

it('frames events with CRLF, comments and extra fields in nasty mode, and tears the bytes', async () => {
  const simulator = await openSimulator()
  const response = await post(simulator, question(simulator, '/nasty'))
  const chunks: Uint8Array[] = []
  for await (const chunk of response.body ?? []) chunks.push(chunk)
  const [block] = Buffer.concat(chunks).toString('utf8').split('data:')
  expect([block, chunks.length > 100]).toEqual([
    ':keep-alive\r\n\r\nevent:reply\r\n:comment inside an event\r\nid:7\r\nretry:3000\r\nunknown-field\r\n',
    true,
  ])
})

it('cuts inside every character of several bytes and between CR and LF', () => {
  const bytes = Buffer.from('data:秋🌊é\r\n\r\n')
  const scraps = tearBytes(bytes, createRandom('seed'))
  const endings = scraps.map((scrap) => scrap.at(-1) ?? 0)
  expect([
    Buffer.concat(scraps).equals(bytes),
    endings.filter((byte) => byte >= 0xc0).length,
    endings.filter((byte) => byte === 0x0d).length,
  ]).toEqual([true, 3, 2])
})

it.each<[string, string, string]>([
  ['/bom', 'begins with a byte order mark', '\uFEFFevent:reply\n'],
  ['/done', 'ends with a marker of other protocols', '\n\ndata:[DONE]\n\n'],
  [
    '/broken-json',
    'has a line that is no JSON',
    'data:{"message_id":"broken","payload":{"content":"half of a li\n\n',
  ],
  [
    '/odd-json',
    'has lines that are JSON but no events',
    '\n\ndata:null\n\ndata:42\n\ndata:["reply"]\n\ndata:{}\n\n',
  ],
])('%s %s', async (content, _what, expected) => {
  const simulator = await openSimulator()
  // Not text(): it would drop the byte order mark.
  const response = await post(simulator, question(simulator, content))
  const text = Buffer.from(await response.arrayBuffer()).toString('utf8')
  expect([text.includes(expected), text.includes('都不应影响内容。 The end."')]).toEqual([true, true])
})

it('says everything twice', async () => {
  const simulator = await openSimulator()
  const events = readEvents(await askText(simulator, '/twice', { stream: 'disable' }))
  const half = events.filter((_event, index) => index % 2 === 0)
  expect([events.length, events]).toEqual([10, half.flatMap((event) => [event, event])])
})

it('sends line separators as they are, which is what JSON allows', async () => {
  const simulator = await openSimulator()
  const text = await askText(simulator, '/u2028', { stream: 'disable' })
  expect([
    text.includes('\u2028], paragraph separator [\u2029], next line [\u0085]'),
    text.split('\n').length,
  ]).toEqual([true, 16])
})

it('sends no type, no message id, or only the members that are always there', async () => {
  const simulator = await openSimulator()
  const typeless = await askText(simulator, '/no-type', { stream: 'disable' })
  const sparse = readEvents(await askText(simulator, '/sparse', { stream: 'disable' }))
  expect([
    typeless.includes('"type":"reply"'),
    Object.keys(sparse[0] ?? {}),
    Object.keys(sparse.at(-1)?.payload ?? {}),
  ]).toEqual([
    false,
    ['name', 'payload', 'type'],
    [
      'can_rating',
      'content',
      'is_evil',
      'is_final',
      'is_from_self',
      'is_llm_generated',
      'record_id',
      'related_record_id',
      'reply_method',
      'request_id',
      'session_id',
      'timestamp',
    ],
  ])
})

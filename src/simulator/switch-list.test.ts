// Every switch: an answer under it means what it means without, and the bytes show what the switch is about.
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startSimulator, type Simulator } from './index.ts'
import { createRandom } from './random.ts'
import { switches } from './switch-list.ts'
import { askEvents, askText, finalTexts, post, question } from './test-client.ts'
import { closeSockets, connectSocket, requestFrame } from './test-socket.ts'
import { listSpellings, tellers, type Telling } from './test-telling.ts'
import {
  askV2,
  askV2Text,
  at,
  bodies,
  completedTexts,
  conversationId,
  postV2,
  v2Question,
} from './test-v2-client.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ pace: 'instant' })
})
afterAll(async () => {
  closeSockets()
  await simulator.close()
})

it('has one switch for each name, and a line about each', () => {
  const names = switches.map(({ name }) => name)
  expect([
    names.filter((name, index) => names.indexOf(name) !== index),
    names.filter((name) => !/^[a-z0-9-]+$/.test(name)),
    switches.filter(({ summary }) => summary === '' || summary.includes('\n')),
  ]).toEqual([[], [], []])
})

/** Those that break the answer off, after which less has been heard. */
const breaking = ['leave-41', 'leave-1', 'leave-close', 'drop']
/** Those under which an answer that fails has said more, or less, by then, or which leave out all that is optional. */
const unsteady = ['no-text-events', 'unknown-contents', 'sparse']
/** With thoughts, tools, marks and sources, in both generations. */
const questions = ['/refs', '/tools', '/two', '/options', '/error-mid 460020']

/** Numbers may come as text. */
function isSame(left: Telling, right: Telling): boolean {
  const plain = ({ texts, isComplete, errorCode }: Telling) => [texts, isComplete, String(errorCode)]
  return isDeepStrictEqual(plain(left), plain(right))
}

const plainTellings = new Map<string, Promise<Telling>>()

/** Without any switch; asked once. */
function tellPlain(spelling: ReturnType<typeof listSpellings>[number], asked: string): Promise<Telling> {
  const key = JSON.stringify([spelling, asked])
  const telling = plainTellings.get(key) ?? tellers[spelling.transport](simulator, spelling, asked)
  plainTellings.set(key, telling)
  return telling
}

it.each(switches.filter(({ name }) => !breaking.includes(name)).map((each) => [each.name, each]))(
  'means the same under %s',
  async (name, each) => {
    const differences = []
    for (const spelling of listSpellings(each)) {
      const tell = tellers[spelling.transport]
      for (const asked of questions.filter(
        (each) => !unsteady.includes(name) || !each.startsWith('/error'),
      )) {
        const plain = await tellPlain(spelling, asked)
        const switched = await tell(simulator, spelling, `/with ${name} ${asked}`)
        if (!isSame(plain, switched)) differences.push({ ...spelling, asked, plain, switched })
      }
    }
    expect(differences).toEqual([])
  },
)

it.each(breaking)('breaks the answer off under %s', async (name) => {
  const outcomes = []
  for (const generation of ['v1', 'v2'] as const) {
    const telling = await tellers.socket(
      simulator,
      { generation, mode: 'whole' },
      `/with ${name} /say One thing and another`,
    )
    outcomes.push([telling.isComplete, telling.texts.length])
  }
  expect(outcomes).toEqual([
    [false, 1],
    [false, 1],
  ])
})

/** Of every kind, and none that is long: torn to scraps it would take its time. */
const varied = [
  '/refs /refs-late /refs-twice /tools /agents /claw /think /think-late /two /interleaved /after-final /options',
  '/file /chart /extras /empty /workflow /workflow-messages /no-stat /no-echo /late-echo /unknown-event',
  '/evil /error /error-mid /error-bare /error-payload /error-then-text /drop',
].flatMap((line) => line.split(' '))

it('bears any switches at once', async () => {
  const random = createRandom('switches')
  const everywhere = listSpellings({})
  const usable = switches.filter(
    ({ name, modes }) => ![...breaking, ...unsteady].includes(name) && modes === undefined,
  )
  const differences = []
  for (let round = 0; round < 60; round += 1) {
    const asked = varied[Math.floor(random() * varied.length)] ?? '/refs'
    const spelling = everywhere[round % everywhere.length] ?? {
      transport: 'sse',
      generation: 'v1',
      mode: 'whole',
    }
    const names = usable
      .filter(
        ({ transports = [spelling.transport] }) => random() < 0.2 && transports.includes(spelling.transport),
      )
      .map(({ name }) => name)
      // With the name of the event gone, its type is all that says what it is.
      .filter((name, _index, all) => name !== 'no-event-name' || !all.includes('no-type'))
    const plain = await tellPlain(spelling, asked)
    const tell = tellers[spelling.transport]
    const switched = await tell(
      simulator,
      spelling,
      `/with ${['unknown-members', ...names].join(',')} ${asked}`,
    )
    if (!isSame(plain, switched)) differences.push({ ...spelling, asked, names, plain, switched })
  }
  expect(differences).toEqual([])
})

it('lists the switches when it is asked for one that there is not', async () => {
  const [text] = finalTexts(await askEvents(simulator, '/with nonsense /think', { stream: 'disable' }))
  expect(text).toContain('| `no-done` |')
})

/** What an event of the name holds at the place, under a switch. */
async function under(name: string, asked: string, event: string, path: string): Promise<unknown> {
  return at(bodies(await askV2(simulator, `/with ${name} ${asked}`), event)[0], path)
}

it.each<[string, string, string, string, unknown]>([
  [
    'numbers-as-text',
    '/hello',
    'response.completed',
    'Response.StatInfo.TotalTokens',
    expect.stringMatching(/^\d+$/),
  ],
  ['numbers-as-text', '/hello', 'content.added', 'ContentIndex', '0'],
  ['numbers-as-text', '/error 460011', 'error', 'Error.Code', '460011'],
  ['text-as-numbers', '/hello', 'request_ack', 'RequestAck.ExtraInfo.Elapsed', expect.any(Number)],
  ['nulls', '/hello', 'message.added', 'Message.Contents', null],
  ['nulls', '/hello', 'response.created', 'Response.Messages', null],
  ['unknown-members', '/hello', 'message.added', 'Message.ExtraInfo.x_future.Level', 3],
  ['text-in-added', '/hello', 'content.added', 'Content.Text', 'Hello'],
  ['no-content-index', '/hello', 'text.delta', 'ContentIndex', undefined],
  ['no-text-events', '/hello', 'text.delta', 'Text', undefined],
  ['no-pieces', '/hello', 'text.replace', 'Text', 'Hello'],
  ['late-titles', '/tools', 'message.processing', 'Message.Title', '查询天气'],
  ['older-ids', '/refs', 'reference.added', 'Reference.DocRefer.ReferBizId', '1873345678901234567'],
  ['opaque-ids', '/hello', 'message.added', 'Message.MessageId', expect.stringMatching(/^msg_/)],
  ['flat-errors', '/error 460011', 'error', 'Code', 460011],
  ['bare-errors', '/error 460011', 'error', 'Error', { Code: 460011, Message: '超出并发数限制' }],
  ['sparse', '/hello', 'response.completed', 'Response.ExtraInfo', undefined],
  ['unknown-events', '/hello', 'mood_ring', 'colour', 'teal'],
])('shows under %s in the answer to %s, in %s at %s', async (name, asked, event, path, expected) => {
  expect(await under(name, asked, event, path)).toEqual(expected)
})

it('tells tools without titles and outputs, options as a content, and kinds nobody knows', async () => {
  const completed = async (name: string, asked: string) =>
    completedTexts(await askV2(simulator, `/with ${name} ${asked}`))
  const streamed = bodies(await askV2(simulator, '/with omitted-tools /tools'), 'text.replace')
  expect([
    (await completed('omitted-tools', '/tools')).filter(([type]) => type === 'tool_call'),
    streamed.length > 0,
    await completed('option-contents', '/options'),
    await completed('unknown-messages', '/hello'),
    await completed('unknown-contents', '/hello'),
  ]).toEqual([
    [['tool_call'], ['tool_call']],
    true,
    [['reply', 'What would you like to know more about?', 'option_cards']],
    [
      ['reply', 'Hello! I am the campus assistant. How can I help you today?'],
      ['task.modify', 'holograph'],
    ],
    [['reply', 'Hello! I am the campus assistant. How can I help you today?', 'holograph']],
  ])
})

it('puts slips right, repeats pieces after the end, and interleaves', async () => {
  const names = async (name: string) =>
    (await askV2(simulator, `/with ${name} /hello`)).map((event) => event.name)
  const [corrections, late, interleaved] = [
    await names('corrections'),
    await names('late-deltas'),
    await names('interleaved'),
  ]
  expect([
    corrections.includes('text.replace'),
    late.slice(late.indexOf('response.completed')),
    interleaved.filter((name) => /^(response|message)\.processing$/.test(name)).length > 8,
    interleaved.slice(-2),
  ]).toEqual([true, ['response.completed', 'text.delta', 'done'], true, ['response.completed', 'done']])
})

it('marks the end of a stream always, or never', async () => {
  const ends = async (name: string, asked: string) =>
    (await askV2Text(simulator, `/with ${name} ${asked}`)).endsWith('event: done\ndata: [DONE]\n\n')
  expect([
    await ends('no-done', '/hello'),
    await ends('always-done', '/error'),
    await ends('always-done', '/no-final'),
    await ends('unspaced', '/hello'),
    (await askText(simulator, '/with always-done /say hi')).endsWith('event:done\ndata:[DONE]\n\n'),
  ]).toEqual([false, true, true, false, true])
})

it('lays out lines otherwise, or many of them in one write', async () => {
  const text = async (name: string) => askV2Text(simulator, `/with ${name} /hello`)
  const response = await postV2(simulator, v2Question(simulator, '/with gathered /long 400'))
  let chunks = 0
  for await (const chunk of response.body ?? []) chunks += chunk.length > 0 ? 1 : 0
  expect([
    (await text('crlf')).startsWith('event: request_ack\r\ndata: {'),
    (await text('cr')).startsWith('event: request_ack\rdata: {'),
    (await text('unspaced')).startsWith('event:request_ack\ndata:{'),
    (await text('comments')).startsWith(':keep-alive\n\nevent: '),
    (await text('no-event-name')).startsWith('data: {"Type":"request_ack"'),
    (await text('split-lines')).split('\ndata: ').length > 20,
    chunks < 12,
  ]).toEqual([true, true, true, true, true, true, true])
})

it('sends generation 1 under switches as well', async () => {
  const response = await post(simulator, question(simulator, '/with crlf,nulls,numbers-as-text /say hi'))
  const text = await response.text()
  expect([
    text.startsWith('event:reply\r\ndata:{"message_id":'),
    text.includes('"tags":null'),
    text.includes('"reply_method":"1"'),
  ]).toEqual([true, true, true])
})

it('sends frames otherwise: numbers, bytes, packets of other kinds, pings', async () => {
  const socket = await connectSocket(simulator, 'v2')
  const request = (text: string) =>
    socket.send(requestFrame({ ConversationId: conversationId, Contents: [{ Type: 'text', Text: text }] }))
  const frames = async (name: string) => {
    const from = socket.frames.length
    request(`/with ${name} /hello`)
    await socket.wait(/"response\.completed"/, from)
    return socket.frames.slice(from)
  }
  const [acks, bytes, unknown, pings] = [
    await frames('acks'),
    await frames('binary'),
    await frames('unknown-packets'),
    await frames('ping-burst'),
  ]
  expect([
    acks.slice(0, 2).map((frame) => frame.slice(0, 8)),
    bytes.filter((frame) => frame === '<bytes>').length === bytes.length / 2,
    unknown.slice(0, 4),
    pings.filter((frame) => frame === '2').length,
  ]).toEqual([['420["req', '421["res'], true, ['6', '5', '9{"odd":true}', '4'], pings.length / 2])
})

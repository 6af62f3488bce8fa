// What generation 2 says, byte by byte where the documents show it. The expected streams are written from the samples of
// the dialogue API v2 document (examples A, C, D, E, G and I of the protocol notes).
import { afterEach, expect, it } from 'vitest'
import { closeSimulators, openSimulator, until } from './test-client.ts'
import {
  askV2,
  askV2Text,
  at,
  bodies,
  completedTexts,
  postV2,
  streamedTexts,
  toList,
  v2Question,
} from './test-v2-client.ts'

afterEach(closeSimulators)

/** The stream with what differs from run to run replaced by names. */
function masked(text: string): string {
  const recordIds = [...new Set(text.match(/[a-zA-Z]{3}_\d{8}_\d{6}_\d{3}_[a-zA-Z0-9]{8}/g))]
  const named = recordIds.reduce((result, id, index) => result.replaceAll(id, `RECORD-${index}`), text)
  return named
    .replaceAll(/"(Elapsed|FirstTokenCost|TotalCost)":"\d+"/g, '"$1":"MS"')
    .replaceAll(/"(StartTime|EndTime)":"1\d{12}"/g, '"$1":"AT"')
    .replaceAll(/"TraceId":"[0-9a-f]{32}/g, '"TraceId":"TRACE')
}

const origin = (record: number) =>
  `"RequestId":"4feb312a14e94161bfe2767c43ae0524","TraceId":"TRACE / RECORD-${record}","Elapsed":"MS","StartTime":"AT"`
const head =
  '"Role":"assistant","RecordId":"RECORD-1","RelatedRecordId":"RECORD-0","ConversationId":"362b3aac-b7eb-4d2a-a154-204f288a4727"'
const doneMessage =
  '{"Type":"reply","MessageId":"rpl_RECORD-1","Name":"reply","Title":"回复","Icon":"","Status":"success","StatusDesc":"回复完成","ExtraInfo":{"Elapsed":"MS","StartTime":"AT","EndTime":"AT"},"Contents":[{"Type":"text","Text":"Hello! I am the campus assistant. How can I help you today?"}]}'

it('sends a plain answer as example A shows it, to the byte', async () => {
  const simulator = await openSimulator()
  const text = await askV2Text(simulator, '/hello', { StreamingThrottle: 20 })
  expect(masked(text)).toBe(`event: request_ack
data: {"Type":"request_ack","RequestAck":{"Role":"user","RecordId":"RECORD-0","RelatedRecordId":"","ConversationId":"362b3aac-b7eb-4d2a-a154-204f288a4727","Status":"success","StatusDesc":"请求成功","Messages":[{"Type":"question","MessageId":"rpl_RECORD-0","Name":"question","Title":"用户提问","Icon":"","Status":"success","StatusDesc":"","Contents":[{"Type":"text","Text":"/hello"}],"ExtraInfo":{"Elapsed":"MS","StartTime":"AT"}}],"ExtraInfo":{${origin(0)},"IsFromSelf":true,"IsLlmGenerated":false,"CanRating":false,"ReplyMethod":0}}}

event: response.created
data: {"Type":"response.created","Response":{${head},"Status":"processing","StatusDesc":"","ExtraInfo":{${origin(1)},"IsFromSelf":false,"ReplyMethod":0}}}

event: response.processing
data: {"Type":"response.processing","Response":{${head},"Status":"processing","StatusDesc":"大模型回复","ExtraInfo":{${origin(1)},"IsFromSelf":false,"ReplyMethod":1}}}

event: message.added
data: {"Type":"message.added","Message":{"Type":"reply","MessageId":"rpl_RECORD-1","Name":"reply","Title":"回复","Icon":"","Status":"processing","StatusDesc":"回复中","ExtraInfo":{"Elapsed":"MS","StartTime":"AT"}}}

event: content.added
data: {"Type":"content.added","MessageId":"rpl_RECORD-1","ContentIndex":0,"Content":{"Type":"text"}}

event: text.delta
data: {"Type":"text.delta","MessageId":"rpl_RECORD-1","ContentIndex":0,"Text":"Hello! I am the camp"}

event: text.delta
data: {"Type":"text.delta","MessageId":"rpl_RECORD-1","ContentIndex":0,"Text":"us assistant. How ca"}

event: message.processing
data: {"Type":"message.processing","MessageId":"rpl_RECORD-1","Message":{"Type":"reply","MessageId":"rpl_RECORD-1","Name":"reply","Title":"回复","Icon":"","Status":"processing","StatusDesc":"回复中","ExtraInfo":{"Elapsed":"MS","StartTime":"AT"}}}

event: text.delta
data: {"Type":"text.delta","MessageId":"rpl_RECORD-1","ContentIndex":0,"Text":"n I help you today?"}

event: message.done
data: {"Type":"message.done","MessageId":"rpl_RECORD-1","Message":${doneMessage}}

event: response.completed
data: {"Type":"response.completed","Response":{${head},"Status":"success","StatusDesc":"","Messages":[${doneMessage}],"Procedures":[{"Name":"large_language_model","Title":"大模型回复","Status":"success","IntentCate":"","ResourceStatus":1,"Type":"agent","StatInfos":[{"ModelName":"TCADP/glm-5","FirstTokenCost":"MS","TotalCost":"MS","InputTokens":35,"OutputTokens":30,"TotalTokens":65}]}],"StatInfo":{"InputTokens":35,"OutputTokens":30,"TotalTokens":65,"FirstTokenCost":"MS","TotalCost":"MS"},"ExtraInfo":{${origin(1)},"EndTime":"AT","IsFromSelf":false,"IsLlmGenerated":true,"CanRating":true,"CanFeedback":true,"ReplyMethod":1}}}

event: done
data: [DONE]

`)
})

it('sends the whole text each time when no pieces are asked for, as example G shows it', async () => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, '/hello', { Incremental: false, StreamingThrottle: 30 })
  const names = new Set(events.map(({ name }) => name))
  expect([bodies(events, 'text.replace'), names.has('text.delta')]).toEqual([
    ['Hello! I am the campus assista', 'Hello! I am the campus assistant. How can I help you today?'].map(
      (Text) => ({
        Type: 'text.replace',
        MessageId: expect.stringMatching(/^rpl_/),
        ContentIndex: 0,
        Text,
      }),
    ),
    false,
  ])
})

it('sends the whole text at once when streaming is off', async () => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, '/think', { Stream: 'disable' })
  expect(events.map(({ name }) => name)).toEqual([
    'request_ack',
    'response.created',
    'response.processing',
    'response.processing',
    'message.added',
    'content.added',
    'text.replace',
    'message.done',
    'message.added',
    'content.added',
    'text.replace',
    'message.done',
    'response.completed',
    'done',
  ])
})

it('reports a wrong AppKey by one event, as example C shows it', async () => {
  const simulator = await openSimulator()
  const text = await askV2Text(simulator, 'Hello', { AppKey: 'NoSuchKey' })
  expect(masked(text)).toBe(
    'event: error\ndata: {"Type":"error","Error":{"Code":4505004,"Message":"APPKEY 无效，请核实 APPKEY来源","RequestId":"4feb312a14e94161bfe2767c43ae0524","TraceId":"TRACE"}}\n\n',
  )
})

it('refuses a question by one event without an acknowledgement, as example D shows it', async () => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, '/evil')
  expect(events.map(({ name, body }) => [name, at(body, 'Error.Code')])).toEqual([['error', 460501]])
})

it('blocks an answer in its middle, as example E shows it', async () => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, '/error-mid 460502', { StreamingThrottle: 40 })
  expect(events.slice(-4).map(({ name, body }) => [name, at(body, 'Error.Code')])).toEqual([
    ['message.added', undefined],
    ['content.added', undefined],
    ['text.delta', undefined],
    ['error', 460502],
  ])
})

it('blocks an answer that the content check refuses', async () => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, '/evil-answer')
  expect([streamedTexts(events), events.at(-1)?.name, at(events.at(-1)?.body, 'Error.Code')]).toEqual([
    ['抱歉，这个问题我无法回答。'],
    'error',
    460502,
  ])
})

it('restates at the end what was streamed: thoughts, tools and the reply', async () => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, '/tools')
  const completed = completedTexts(events)
  expect([streamedTexts(events), completed]).toEqual([
    completed.map(([, text]) => text),
    [
      ['thought', 'The weather decides. I look it up first, then the calendar.'],
      ['tool_call', '深圳，晴，最高 24 °C'],
      ['tool_call', '{"day":"tomorrow"}\n{"error":"timeout"}'],
      ['thought', 'The calendar does not answer. The weather alone will do.'],
      ['reply', 'Tomorrow will be clear in Shenzhen, up to **24 °C**. Your calendar could not be read.'],
    ],
  ])
})

it('numbers the messages of a turn as the documents do', async () => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, '/tools')
  const recordId = String(at(bodies(events, 'response.created')[0], 'Response.RecordId'))
  const messages = toList(at(bodies(events, 'response.completed')[0], 'Response.Messages'))
  expect(messages.map((message) => at(message, 'MessageId'))).toEqual([
    ...[0, 1, 2, 3].map((number) => `prc_${recordId}_${number}`),
    `rpl_${recordId}`,
  ])
})

it('tells several answers to one question as several replies of one record', async () => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, '/interleaved')
  expect(completedTexts(events)).toEqual([
    ['reply', 'Eins, zwei, drei.'],
    ['reply', 'One, two, three.'],
  ])
})

it('puts marks, sources and options on the text they belong to', async () => {
  const simulator = await openSimulator()
  const references = await askV2(simulator, '/refs')
  const options = await askV2(simulator, '/options')
  const content = (events: typeof references) =>
    at(bodies(events, 'response.completed')[0], 'Response.Messages.0.Contents.0')
  expect([
    bodies(references, 'quote_info.added').map((body) => at(body, 'QuoteInfo')),
    bodies(references, 'reference.added').map((body) => at(body, 'Reference')),
    at(content(options), 'OptionCards'),
    at(content(options), 'OptionMode'),
  ]).toEqual([
    at(content(references), 'QuoteInfos'),
    at(content(references), 'References'),
    ['How to apply', 'Days left', '/think'],
    0,
  ])
})

it('completes no answer that was not ended', async () => {
  const simulator = await openSimulator()
  const endings = []
  for (const question of ['/no-final', '/only-echo', '/think-only', '/error-then-text', '/two', '/help']) {
    const events = await askV2(simulator, question)
    endings.push([question, events.slice(-2).map(({ name }) => name)])
  }
  expect(endings).toEqual([
    ['/no-final', ['text.delta', 'text.delta']],
    ['/only-echo', ['request_ack']],
    ['/think-only', ['text.delta', 'text.delta']],
    ['/error-then-text', ['text.delta', 'message.done']],
    ['/two', ['response.completed', 'done']],
    ['/help', ['response.completed', 'done']],
  ])
})

it('goes on unheard after a reset, and stops when the client leaves', async () => {
  const simulator = await openSimulator()
  await expect(askV2Text(simulator, '/drop')).rejects.toThrow()
  const leaving = new AbortController()
  const response = await postV2(simulator, v2Question(simulator, '/slow 5'), leaving.signal)
  await response.body?.getReader().read()
  leaving.abort()
  await until(() => simulator.requests.at(-1)?.status === 'aborted')
  const [reply = []] = completedTexts(await askV2(simulator, '/history'))
  expect(String(reply[1])).toMatch(
    /^The session has 2 earlier questions\.\n- \/drop\n {2}- 83 characters\n- \/slow 5/,
  )
})

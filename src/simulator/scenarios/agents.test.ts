// Example B of the protocol notes, event by event, and the rhythm of a recorded turn.
import { afterEach, expect, it } from 'vitest'
import { closeSimulators, openSimulator } from '../test-client.ts'
import { closeSockets, connectSocket, readEventFrame, requestFrame } from '../test-socket.ts'
import {
  askV2,
  at,
  bodies,
  completedTexts,
  conversationId,
  streamedTexts,
  toList,
} from '../test-v2-client.ts'

afterEach(async () => {
  closeSockets()
  await closeSimulators()
})

it('thinks, searches, corrects itself and cites as example B shows it', async () => {
  const simulator = await openSimulator()
  const socket = await connectSocket(simulator, 'v2')
  socket.send(
    requestFrame({
      RequestId: 'c3a1f7d2-96b4-4e58-8f0a-2d4b6c8e0a12',
      ConversationId: conversationId,
      Contents: [{ Type: 'text', Text: '/news' }],
      Incremental: true,
      EnableMultiIntent: true,
      Stream: 'enable',
    }),
  )
  await socket.wait(/^42\["response\.completed"/)
  const events = socket.frames.slice(2).map(readEventFrame)
  // Pieces are cut elsewhere than in the example, so several of them in a row count as one.
  const names = events
    .map(([name]) => name)
    .filter((name, index, all) => name !== 'text.delta' || all[index - 1] !== 'text.delta')
    .filter((name, index, all) => !(name === 'message.processing' && all[index - 1] === 'text.delta'))
    .filter((name, index, all) => name !== 'text.delta' || all[index - 1] !== 'text.delta')
  const tool = events.filter(([, body]) => at(body, 'Message.Type') === 'tool_call').map(([, body]) => body)
  const completed = events.at(-1)?.[1]
  const messages = toList(at(completed, 'Response.Messages'))
  expect([
    names,
    tool.map((body) => [
      at(body, 'Type'),
      at(body, 'Message.Title'),
      at(body, 'Message.ExtraInfo.AgentName'),
    ]),
    messages.map((message) => [
      at(message, 'Type'),
      at(message, 'Title'),
      at(message, 'Contents.0.Type'),
      Object.keys(message as object),
    ]),
    at(messages.at(-1), 'Contents.0'),
    at(completed, 'Response.ExtraInfo.ReplyMethod'),
  ]).toEqual([
    [
      'request_ack',
      'response.created',
      'response.processing',
      'message.added',
      'content.added',
      'text.delta',
      'message.done',
      'message.added',
      'message.processing',
      'content.added',
      'text.replace',
      'message.done',
      'response.processing',
      'message.added',
      'content.added',
      'text.delta',
      'message.done',
      'message.added',
      'content.added',
      'text.delta',
      'text.replace',
      'quote_info.added',
      'text.delta',
      'reference.added',
      'message.done',
      'response.completed',
    ],
    [
      ['message.added', '工具执行', 'News agent'],
      ['message.processing', 'WebSearch({"query":"university news"})', undefined],
      ['message.done', '', 'News agent'],
    ],
    [
      ['thought', '思考', 'text', membersWithContentsLast],
      ['tool_call', '', 'json_text', membersWithExtraLast],
      ['thought', '思考', 'text', membersWithContentsLast],
      ['reply', '回复', 'text', membersWithContentsLast],
    ],
    {
      Type: 'text',
      Text: 'You can read university news on the official news page. It is updated daily.',
      QuoteInfos: [{ Position: 54, Index: 1 }],
      References: [
        {
          Index: 1,
          Type: 4,
          Name: 'University news',
          WebSearchRefer: { Url: 'https://news.example.edu/' },
        },
      ],
    },
    18,
  ])
})

const membersWithContentsLast = [
  'Type',
  'MessageId',
  'Name',
  'Title',
  'Icon',
  'Status',
  'StatusDesc',
  'ExtraInfo',
  'Contents',
]
const membersWithExtraLast = [...membersWithContentsLast.slice(0, -2), 'Contents', 'ExtraInfo']

it('plays a long turn at the times of the recorded one', async () => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, '/claw', { StreamingThrottle: 100 })
  // The service says of each message how many milliseconds after the question it began.
  const askedAt = Number(at(bodies(events, 'request_ack')[0], 'RequestAck.ExtraInfo.StartTime'))
  const started = bodies(events, 'message.added').map((body) => [
    at(body, 'Message.Type'),
    Number(at(body, 'Message.ExtraInfo.StartTime')) - askedAt,
  ])
  expect([
    Number(at(bodies(events, 'request_ack')[0], 'RequestAck.ExtraInfo.Elapsed')),
    Number(at(bodies(events, 'response.created')[0], 'Response.ExtraInfo.Elapsed')),
    started.slice(0, 4),
  ]).toEqual([
    680,
    1060,
    [
      ['thought', 6200],
      ['reply', 7300],
      ['tool_call', 7450],
      ['thought', 10_100],
    ],
  ])
})

it('shows the invocation and the output of a tool while it runs, and neither in the finished record', async () => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, '/claw')
  const titles = bodies(events, 'message.processing')
    .filter((body) => at(body, 'Message.Type') === 'tool_call')
    .map((body) => at(body, 'Message.Title'))
  const tools = toList(at(bodies(events, 'response.completed')[0], 'Response.Messages')).filter(
    (message) => at(message, 'Type') === 'tool_call',
  )
  expect([
    titles,
    streamedTexts(events).filter((text) => /^total|^# Notes/.test(text)),
    tools.map((message) => [at(message, 'Title'), at(message, 'Contents')]),
    completedTexts(events)
      .filter(([type]) => type === 'reply')
      .map(([, text]) => text),
  ]).toEqual([
    ['Bash({"command":"ls -la"})', 'Read({"file_path":"notes.md"})'],
    ['total 8\n-rw-r--r-- notes.md', '# Notes\n- milk\n- bread'],
    [
      ['', undefined],
      ['', undefined],
    ],
    ['I look at the folder first.', '只有一个文件，我来读它。', 'The notes ask for **milk** and **bread**.'],
  ])
})

it('hangs what a sub-agent says on the tool that called it', async () => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, '/sub-agents')
  const messages = toList(at(bodies(events, 'response.completed')[0], 'Response.Messages'))
  const caller = at(messages[1], 'MessageId')
  expect(
    messages.map((message) => [
      at(message, 'Type'),
      at(message, 'ExtraInfo.AgentName'),
      at(message, 'ExtraInfo.IsSubAgent'),
      at(message, 'ExtraInfo.ParentMessageId') === caller,
    ]),
  ).toEqual([
    ['thought', undefined, undefined, false],
    ['tool_call', undefined, undefined, false],
    ['thought', 'Travel assistant', true, true],
    ['tool_call', 'Travel assistant', true, true],
    ['reply', 'Travel assistant', true, true],
    ['reply', undefined, undefined, false],
  ])
})

it('has two tools open at once', async () => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, '/parallel')
  expect(
    events
      .filter(({ name, body }) => /added|done/.test(name) && at(body, 'Message.Type') === 'tool_call')
      .map(({ name, body }) => [name, at(body, 'Message.Title')]),
  ).toEqual([
    ['message.added', 'get_weather({"place":"north"})'],
    ['message.added', 'get_weather({"place":"south"})'],
    ['message.done', 'get_weather({"place":"south"})'],
    ['message.done', 'get_weather({"place":"north"})'],
  ])
})

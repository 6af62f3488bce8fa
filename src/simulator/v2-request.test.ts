// Which questions generation 2 takes, and what the others get.
import { afterEach, expect, it } from 'vitest'
import { closeSimulators, openSimulator } from './test-client.ts'
import { askV2, askV2Text, at, bodies, completedTexts, postV2 } from './test-v2-client.ts'

afterEach(closeSimulators)

const file = { FileName: 'a.pdf', FileSize: '3', FileUrl: 'https://x/a.pdf', FileType: 'pdf', DocId: '1' }
const action = { WidgetId: 'w', WidgetRunId: 'r', ActionType: 'sys.chat', Payload: '{"text":"hi"}' }

function contents(...items: readonly unknown[]) {
  return { Contents: items }
}

it.each<[string, object, number | 'accepted']>([
  ['a deleted application', { AppKey: 'SimDeletedApp03' }, 460004],
  ['an application that is not published', { AppKey: 'SimDraftApp04' }, 460048],
  ['an application of the first generation alone', { AppKey: 'SimFirstGenOnly08' }, 460030],
  ['an unknown AppKey', { AppKey: 'nobody' }, 4505004],
  ['no AppKey', { AppKey: undefined }, 400],
  ['no conversation', { ConversationId: undefined }, 400],
  ['a conversation id of 31 characters', { ConversationId: 'c'.repeat(31) }, 400],
  ['a conversation id of 32 characters', { ConversationId: 'c'.repeat(32) }, 'accepted'],
  ['a conversation id of 65 characters', { ConversationId: 'c'.repeat(65) }, 400],
  ['a conversation id with a dot', { ConversationId: `${'c'.repeat(32)}.` }, 400],
  ['a conversation id with a line break at its end', { ConversationId: `${'c'.repeat(32)}\n` }, 400],
  ['no request id', { RequestId: undefined }, 'accepted'],
  ['a short request id', { RequestId: 'req-0001' }, 400],
  ['a visitor id alone', { UserId: undefined }, 'accepted'],
  ['a user id alone', { VisitorId: undefined }, 'accepted'],
  ['neither visitor nor user', { VisitorId: undefined, UserId: undefined }, 400],
  ['a user id of 65 characters', { VisitorId: undefined, UserId: 'u'.repeat(65) }, 400],
  ['no contents', { Contents: undefined }, 400],
  ['empty contents', contents(), 400],
  ['a text of blanks', contents({ Type: 'text', Text: ' ' }), 400],
  ['a text that is a number', contents({ Type: 'text', Text: 7 }), 400],
  ['contents of an unknown kind', contents({ Type: 'audio', Url: 'x' }), 400],
  ['a picture', contents({ Type: 'image', Image: { Url: 'https://x/a.png' } }), 'accepted'],
  ['a picture without a URL', contents({ Type: 'image', Image: {} }), 400],
  ['a file', contents({ Type: 'file', File: file }), 'accepted'],
  [
    'a file with the older name of its id',
    contents({ Type: 'file', File: { ...file, DocId: undefined, DocBizId: '1' } }),
    'accepted',
  ],
  [
    'a file that was not parsed, in standard mode',
    contents({ Type: 'file', File: { ...file, DocId: undefined } }),
    400,
  ],
  [
    'a file that was not parsed, for an agent',
    { AppKey: 'SimAgentApp05', ...contents({ Type: 'file', File: { ...file, DocId: undefined } }) },
    'accepted',
  ],
  ['a file whose size is a number', contents({ Type: 'file', File: { ...file, FileSize: 3 } }), 400],
  ['variables alone', contents({ Type: 'custom_variables', CustomVariables: { a: 'b' } }), 400],
  [
    'variables beside a text',
    contents({ Type: 'text', Text: 'hi' }, { Type: 'custom_variables', CustomVariables: { a: 'b' } }),
    'accepted',
  ],
  [
    'a variable that is no string',
    contents({ Type: 'text', Text: 'hi' }, { Type: 'custom_variables', CustomVariables: { a: 7 } }),
    400,
  ],
  ['a button of a widget', contents({ Type: 'widget_action', WidgetAction: action }), 'accepted'],
  ['a button without a payload', contents({ Type: 'widget_action', WidgetAction: { WidgetId: 'w' } }), 400],
  ['a question of 6001 code points', contents({ Type: 'text', Text: '🌴'.repeat(6001) }), 460034],
  ['an unknown stream mode', { Stream: 'maybe' }, 400],
  ['a negative throttle', { StreamingThrottle: -1 }, 400],
  ['pieces asked for by a word', { Incremental: 'true' }, 400],
  ['switches that generation 1 has not', { EnableMultiIntent: true, GenerateAgain: true }, 'accepted'],
  ['members that nobody knows', { Tools: [] }, 'accepted'],
  [
    'short ids and no visitor, to a lenient application',
    { AppKey: 'SimLenient10', ConversationId: 'c', RequestId: 'r', VisitorId: undefined, UserId: undefined },
    'accepted',
  ],
])('answers %s', async (_situation, members, expected) => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, 'Hello', { Stream: 'disable', ...members })
  const code = at(bodies(events, 'error')[0], 'Error.Code')
  expect(code ?? 'accepted').toBe(expected)
})

it.each([
  ['half an object', '{"Contents":'],
  ['a list', '[]'],
  ['nothing', ''],
])('answers %s for a body with status 200 and error 400', async (_situation, body) => {
  const simulator = await openSimulator()
  const response = await postV2(simulator, body)
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
    expect.stringMatching(
      /^event: error\ndata: \{"Type":"error","Error":\{"Code":400,"Message":"[^"]+","RequestId":"","TraceId":"[0-9a-f]{32}"\}\}\n\n$/,
    ),
  ])
})

it('refuses another user in a conversation, whichever generation began it', async () => {
  const simulator = await openSimulator()
  const ask = async (members: object) =>
    at(bodies(await askV2(simulator, '/say hi', members), 'error')[0], 'Error.Code')
  const codes = [
    await ask({}),
    await ask({ UserId: 'visitor-0002', VisitorId: 'visitor-0002' }),
    await ask({ AppKey: simulator.appKeys.second, UserId: 'visitor-0002', VisitorId: 'visitor-0002' }),
    await ask({}),
  ]
  expect(codes).toEqual([undefined, 460010, undefined, undefined])
})

it('asks the overloaded application twice in vain, then is answered', async () => {
  const simulator = await openSimulator()
  const codes = []
  for (let round = 0; round < 3; round += 1) {
    const events = await askV2(simulator, '/say at last', { AppKey: simulator.appKeys.overloaded })
    codes.push(at(bodies(events, 'error')[0], 'Error.Code') ?? completedTexts(events)[0]?.[1])
  }
  expect(codes).toEqual([460011, 460011, 'at last'])
})

it('tells what a question brought back as it came, and makes a request id where there was none', async () => {
  const simulator = await openSimulator()
  const Contents = [
    { Type: 'text', Text: 'Summarise this file.' },
    { Type: 'file', File: file },
    { Type: 'image', Image: { Url: 'https://x/a.png' } },
    { Type: 'custom_variables', CustomVariables: { City: 'Shenzhen' } },
  ]
  const [ack] = bodies(await askV2(simulator, '', { Contents, RequestId: undefined }), 'request_ack')
  expect([at(ack, 'RequestAck.Messages.0.Contents'), at(ack, 'RequestAck.ExtraInfo.RequestId')]).toEqual([
    Contents,
    expect.stringMatching(/^[a-zA-Z]{10}-\d{10}$/),
  ])
})

it('answers the button of a widget by what was pressed', async () => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, '', contents({ Type: 'widget_action', WidgetAction: action }))
  expect(completedTexts(events)).toEqual([['reply', 'The widget w said sys.chat with {"text":"hi"}.']])
})

it('gives a Claw application ids that tell nothing of each other', async () => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, '/claw', { AppKey: simulator.appKeys.claw })
  const text = await askV2Text(simulator, '/say hi', { AppKey: simulator.appKeys.claw })
  const recordId = String(at(bodies(events, 'response.created')[0], 'Response.RecordId'))
  expect([
    String(at(bodies(events, 'request_ack')[0], 'RequestAck.RecordId')).slice(0, 4),
    recordId.slice(0, 4),
    bodies(events, 'message.added').map((body) => at(body, 'Message.MessageId')),
    text.includes(`_${recordId}`),
  ]).toEqual([
    'req_',
    'rcd_',
    expect.arrayContaining([
      expect.stringMatching(/^msg_[0-9a-f]{32}_1_reasoning$/),
      expect.stringMatching(/^msg_[0-9a-f]{32}_1_content$/),
      expect.stringMatching(/^msg_[0-9a-f]{32}_2_tool$/),
    ]),
    false,
  ])
})

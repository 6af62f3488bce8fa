// What every action answers. The expected answers are written from the protocol notes.
import { afterEach, expect, it } from 'vitest'
import type { Simulator } from '../index.ts'
import { askEvents, closeSimulators, openSimulator, payloads, replies } from '../test-client.ts'
import { callCloud, callFor, visitor } from '../test-cloud.ts'
import { closeSockets, connectSocket, openSocket } from '../test-socket.ts'
import { askV2, at, bodies, conversationId, toList } from '../test-v2-client.ts'

afterEach(async () => {
  closeSockets()
  await closeSimulators()
})

const now = 1_784_079_012_000
const fixed = { now: () => now }
const options = { timestamp: now / 1000 }

it('gives a token with what a client should know beforehand, and the token opens a socket', async () => {
  const simulator = await openSimulator()
  const answer = await callFor(simulator, 'lke', 'GetWsToken', {
    Type: 5,
    BotAppKey: simulator.demoAppKey,
    VisitorBizId: 'visitor-0001',
    VisitorLabels: [],
  })
  const socket = openSocket(simulator, 'v1')
  await socket.wait(/^0/)
  socket.send(`40${JSON.stringify({ token: answer['Token'] })}`)
  expect([answer, await socket.wait(/^4/)]).toEqual([
    {
      Token: expect.stringMatching(/^[0-9A-F]{32}$/),
      Balance: 1,
      InputLenLimit: 6000,
      Pattern: 'standard',
      SingleWorkflow: null,
      VisionModelInputLimit: null,
      RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
    expect.stringMatching(/^40\{"sid"/),
  ])
})

it.each([
  ['agent', 'agent'],
  ['workflow', 'single_workflow'],
  ['claw', undefined],
] as const)('names the pattern of an application in %s mode', async (key, pattern) => {
  const simulator = await openSimulator()
  const answer = await callFor(simulator, 'lke', 'GetWsToken', {
    Type: 5,
    BotAppKey: simulator.appKeys[key],
    VisitorBizId: 'v',
  })
  expect([answer['Pattern'], answer['SingleWorkflow'] === null || key === 'claw']).toEqual([
    pattern,
    key !== 'workflow',
  ])
})

it('gives a token of the newer form for a Claw application too', async () => {
  const simulator = await openSimulator()
  const answer = await callFor(simulator, 'adp', 'CreateWebSocketToken', {
    ...visitor(simulator),
    AppKey: simulator.appKeys.claw,
  })
  expect(answer).toEqual({
    Token: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    AppId: expect.stringMatching(/^\d{18}$/),
    RequestId: expect.any(String),
  })
})

it('makes, describes, renames, lists and deletes conversations', async () => {
  const simulator = await openSimulator(fixed)
  const call = (action: string, parameters: object) =>
    callCloud(simulator, action, { ...visitor(simulator), ...parameters }, options)
  const ConversationId = String((await call('CreateConversation', {}))['ConversationId'])
  await askV2(simulator, '/say hi')
  const described = await call('DescribeConversation', { ConversationId })
  await call('ModifyConversation', { ConversationId, Title: 'Plans' })
  const listed = await call('DescribeConversationList', { Limit: 10, Offset: 0 })
  const found = await call('DescribeConversationList', { Keyword: 'lan' })
  const deleted = await callCloud(
    simulator,
    'DeleteConversation',
    { Type: 5, AppKey: simulator.demoAppKey, ConversationId },
    options,
  )
  const gone = await call('DescribeConversation', { ConversationId })
  const conversation = (id: string, Title: string) => ({
    AppId: expect.stringMatching(/^\d{18}$/),
    ConversationId: id,
    CreateTime: '2026-07-15T09:30:12+08:00',
    UpdateTime: '2026-07-15T09:30:12+08:00',
    Type: 5,
    Title,
    AgentId: '',
  })
  expect([described, listed, found['TotalCount'], deleted, at(gone, 'Error.Message')]).toEqual([
    { ...conversation(ConversationId, ''), RequestId: expect.any(String) },
    {
      ConversationList: [conversation(conversationId, '/say hi'), conversation(ConversationId, 'Plans')],
      Conversations: listed['ConversationList'],
      TotalCount: '2',
      RequestId: expect.any(String),
    },
    '1',
    { RequestId: expect.any(String) },
    expect.stringMatching(/^460010-/),
  ])
})

it('shows a conversation to its own visitor alone, and refuses a visitor to the action that asks for none', async () => {
  const simulator = await openSimulator()
  await askV2(simulator, '/say hi')
  const foreign = await callFor(simulator, 'adp', 'DescribeConversationMessageList', {
    ...visitor(simulator),
    UserId: 'someone-else',
    ConversationId: conversationId,
  })
  const unknown = await callFor(simulator, 'adp', 'DeleteConversation', {
    ...visitor(simulator),
    ConversationId: conversationId,
  })
  expect([at(foreign, 'Error.Message'), at(unknown, 'Error.Code')]).toEqual([
    expect.stringMatching(/^460010-/),
    'UnknownParameter',
  ])
})

function listMessages(simulator: Simulator, parameters: object = {}) {
  return callFor(simulator, 'adp', 'DescribeConversationMessageList', {
    ...visitor(simulator),
    ConversationId: conversationId,
    ...parameters,
  })
}

it('tells the history as a flat list of messages, as example K shows it', async () => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, '/news')
  const question = String(at(bodies(events, 'request_ack')[0], 'RequestAck.RecordId'))
  const answer = String(at(bodies(events, 'response.created')[0], 'Response.RecordId'))
  const item = (RecordId: string, MessageId: string, Role: string, Type: string, ContentList: unknown) => ({
    ConversationId: conversationId,
    RecordId,
    MessageId,
    Role,
    Type,
    Name: Type === 'tool_call' ? 'WebSearch' : Type,
    Title: '',
    Icon: '',
    Status: 'success',
    StatusDesc: '',
    ContentList,
  })
  const text = (Text: string) => [{ Type: 'text', Text }]
  expect(await listMessages(simulator, { Limit: 10, RecordQueryDirection: 1 })).toEqual({
    MessageList: [
      item(question, `rpl_${question}`, 'user', 'question', text('/news')),
      item(
        answer,
        `prc_${answer}_0`,
        'assistant',
        'thought',
        text('The user wants a news source. I should search the web.'),
      ),
      item(answer, `prc_${answer}_1`, 'assistant', 'tool_call', [
        { Type: 'json_text', Text: expect.stringContaining('University news') },
      ]),
      item(answer, `prc_${answer}_2`, 'assistant', 'thought', text('One good result; answer with it.')),
      item(answer, `rpl_${answer}`, 'assistant', 'reply', [
        {
          Type: 'text',
          Text: 'You can read university news on the official news page. It is updated daily.',
          QuoteInfoList: [{ Position: 54, Index: 1 }],
          ReferenceList: [{ Index: 1, Name: 'University news', Type: 4 }],
        },
      ]),
    ],
    FirstRecordId: question,
    LastRecordId: answer,
    HasMoreBefore: false,
    HasMoreAfter: false,
    RecordSummaryList: [
      {
        RecordId: answer,
        RelatedRecordId: question,
        Status: 'success',
        TimeUsage: {
          Elapsed: expect.stringMatching(/^\d+$/),
          FirstTokenCost: expect.stringMatching(/^\d+$/),
          TotalCost: expect.stringMatching(/^\d+$/),
        },
        TokenUsage: {
          InputTokens: expect.stringMatching(/^\d+$/),
          OutputTokens: expect.stringMatching(/^\d+$/),
          TotalTokens: expect.stringMatching(/^\d+$/),
          CachedTokens: '0',
          ReasoningTokens: '0',
        },
      },
    ],
    RequestId: expect.any(String),
  })
})

it('loses in the history what it has no member for, and keeps the rest', async () => {
  const simulator = await openSimulator()
  for (const question of ['/image', '/options', '/tasks', '/chart', '/extras'])
    await askV2(simulator, question)
  const list = toList((await listMessages(simulator))['MessageList'])
  const contents = list.filter((item) => at(item, 'Type') === 'reply').map((item) => at(item, 'ContentList'))
  expect(contents).toEqual([
    [{ Type: 'text', Text: 'This is the lighthouse.' }, { Type: 'image' }],
    [
      {
        Type: 'text',
        Text: 'What would you like to know more about?',
        OptionCardList: ['How to apply', 'Days left', '/think'],
        OptionMode: 0,
      },
    ],
    [
      { Type: 'text', Text: 'This is how far it is:' },
      { Type: 'tasks', TaskList: expect.any(Array) },
    ],
    [
      { Type: 'text', Text: 'Revenue by quarter:' },
      { Type: 'e_chart', EnterpriseCharts: expect.stringContaining('"type":"bar"') },
    ],
    [
      { Type: 'text', Text: 'This comes from a question and answer pair.' },
      { Type: 'custom_params', CustomParamList: ['{"ticket":"42"}', 'plain'] },
    ],
  ])
})

it('pages in either direction, and around a record', async () => {
  const simulator = await openSimulator()
  const ids: string[] = []
  for (let number = 0; number < 3; number += 1) {
    const events = await askV2(simulator, `/say ${number}`)
    ids.push(String(at(bodies(events, 'request_ack')[0], 'RequestAck.RecordId')))
    ids.push(String(at(bodies(events, 'response.created')[0], 'Response.RecordId')))
  }
  const page = async (parameters: object) => {
    const answer = await listMessages(simulator, parameters)
    const records = [
      ...new Set(toList(answer['MessageList']).map((item) => ids.indexOf(String(at(item, 'RecordId'))))),
    ]
    return [records, answer['HasMoreBefore'], answer['HasMoreAfter']]
  }
  expect([
    await page({}),
    await page({ Limit: 2 }),
    await page({ Limit: 2, RecordId: ids[4], RecordQueryDirection: 1 }),
    await page({ Limit: 2, RecordId: ids[1], RecordQueryDirection: 0 }),
    await page({ Limit: 2, RecordId: ids[1], RecordQueryDirection: 2 }),
    await page({ Limit: 3, RecordId: ids[3], RecordQueryDirection: 3 }),
    at(await listMessages(simulator, { Limit: 51 }), 'Error.Code'),
    at(await listMessages(simulator, { RecordId: 'nobody' }), 'Error.Code'),
  ]).toEqual([
    [[0, 1, 2, 3, 4, 5], false, false],
    [[4, 5], true, false],
    [[2, 3], true, true],
    [[0], false, true],
    [[2, 3], true, true],
    [[1, 2, 3, 4, 5], true, false],
    'InvalidParameterValue',
    'FailedOperation',
  ])
})

it('says of answers that were stopped, refused or failed what became of them', async () => {
  const simulator = await openSimulator()
  await askV2(simulator, '/error-mid 460035')
  await askV2(simulator, '/evil-answer')
  const socket = await connectSocket(simulator, 'v2')
  socket.send(
    `42${JSON.stringify(['request', { Type: 'request', Request: { ConversationId: conversationId, Contents: [{ Type: 'text', Text: '/slow 5' }], Incremental: true } }])}`,
  )
  const [, recordId = ''] =
    /"Response":\{"Role":"assistant","RecordId":"([^"]+)"/.exec(await socket.wait(/response\.created/)) ?? []
  await socket.wait(/text\.delta/)
  socket.send(`42${JSON.stringify(['stop_generation', { StopGeneration: { RecordId: recordId } }])}`)
  await socket.wait(/response\.completed/)
  const summaries = toList((await listMessages(simulator))['RecordSummaryList'])
  expect(summaries.map((summary) => [at(summary, 'Status'), at(summary, 'ErrorInfo.Code')])).toEqual([
    ['failed', '460035'],
    ['failed', undefined],
    ['stop', undefined],
  ])
})

it('clears the context: the application knows nothing any more, the history everything', async () => {
  const simulator = await openSimulator(fixed)
  await askV2(simulator, '/say one')
  await callCloud(
    simulator,
    'ResetConversation',
    { ...visitor(simulator), ConversationId: conversationId },
    options,
  )
  const known = bodies(await askV2(simulator, '/history', { Stream: 'disable' }), 'text.replace')[0]
  const answer = await callCloud(
    simulator,
    'DescribeConversationMessageList',
    { ...visitor(simulator), ConversationId: conversationId },
    options,
  )
  expect([at(known, 'Text'), toList(answer['MessageList']).length, answer['ResetInfo']]).toEqual([
    'The session has 0 earlier questions.',
    4,
    { ResetTime: String(now), ResetThroughRecordId: at(toList(answer['MessageList'])[1], 'RecordId') },
  ])
})

function getRecords(simulator: Simulator, parameters: object = {}) {
  return callFor(simulator, 'lke', 'GetMsgRecord', {
    Type: 5,
    Count: 20,
    SessionId: 'sess-0001',
    BotAppKey: simulator.demoAppKey,
    ...parameters,
  })
}

it('tells the history in the shape of generation 1, the whole of a record', async () => {
  const simulator = await openSimulator(fixed)
  const events = await askEvents(simulator, '/refs')
  const answer = await callCloud(
    simulator,
    'GetMsgRecord',
    { Type: 5, Count: 3, SessionId: 'sess-0001', BotAppKey: simulator.demoAppKey },
    { ...options, product: 'lke' },
  )
  const [echo] = payloads(events, 'reply')
  const final = replies(events).at(-1)
  const common = {
    SessionId: 'sess-0001',
    Type: 1,
    HasRead: true,
    Reasons: [],
    Widgets: [],
    WidgetAction: null,
    Audios: [],
    Score: 0,
    CanFeedback: false,
    ImageUrls: [],
    OptionCards: [],
    OptionMode: 0,
    TaskFlow: null,
    WorkFlow: null,
    FileInfos: [],
    AgentThought: null,
    ExtraInfo: { EChartsInfo: [] },
  }
  expect(answer).toEqual({
    Records: [
      {
        ...common,
        RecordId: echo?.['record_id'],
        RelatedRecordId: '',
        Content: '/refs',
        IsFromSelf: true,
        FromName: '',
        FromAvatar: '',
        Timestamp: '1784079012',
        CanRating: false,
        References: [],
        IsLlmGenerated: false,
        TokenStat: null,
        ReplyMethod: 0,
        QuoteInfos: [],
      },
      {
        ...common,
        RecordId: final?.['record_id'],
        RelatedRecordId: echo?.['record_id'],
        Content: final?.['content'],
        IsFromSelf: false,
        FromName: 'Demo assistant',
        FromAvatar: '',
        Timestamp: expect.stringMatching(/^17840790\d\d$/),
        CanRating: true,
        References: expect.arrayContaining([
          {
            Id: '1873345678901234567',
            Url: '',
            Type: 2,
            Name: 'Leave policy 2026.pdf',
            DocId: '98765',
            KnowledgeName: '',
            KnowledgeBizId: '',
            DocBizId: '1859876543210987654',
            QaBizId: '0',
            Index: 1,
          },
        ]),
        IsLlmGenerated: true,
        TokenStat: expect.objectContaining({ StatusSummary: 'success', TokenCount: expect.any(Number) }),
        ReplyMethod: 1,
        QuoteInfos: [
          { Position: '33', Index: '1' },
          { Position: '55', Index: '2' },
          { Position: '67', Index: '4' },
        ],
      },
    ],
    SessionDisassociatedTimestamp: '0',
    RequestId: expect.any(String),
  })
})

it('tells thoughts and tools, and what was asked over generation 2 as well', async () => {
  const simulator = await openSimulator()
  await askV2(simulator, '/claw')
  const records = toList((await getRecords(simulator, { SessionId: conversationId }))['Records'])
  expect([
    at(records[1], 'Content'),
    toList(at(records[1], 'AgentThought.Procedures')).map((procedure) => [
      at(procedure, 'Name'),
      at(procedure, 'Title'),
      at(procedure, 'Debugging.Content'),
    ]),
  ]).toEqual([
    'I look at the folder first.\n\n只有一个文件，我来读它。\n\nThe notes ask for **milk** and **bread**.',
    [
      ['thought', '思考完成', 'A look at the folder comes first.'],
      ['Bash', 'Bash({"command":"ls -la"})', 'total 8\n-rw-r--r-- notes.md'],
      ['thought', '思考完成', 'One file. Reading it will do.'],
      ['Read', 'Read({"file_path":"notes.md"})', '# Notes\n- milk\n- bread'],
    ],
  ])
})

it('pages backwards and around a record, and wants more than two', async () => {
  const simulator = await openSimulator()
  for (let number = 0; number < 4; number += 1) await askEvents(simulator, `/say ${number}`)
  const all = toList((await getRecords(simulator))['Records']).map((record) => at(record, 'RecordId'))
  const page = async (parameters: object) =>
    toList((await getRecords(simulator, parameters))['Records']).map((record) =>
      all.indexOf(at(record, 'RecordId')),
    )
  expect([
    all.length,
    await page({ Count: 3 }),
    await page({ Count: 3, LastRecordId: all[4] }),
    await page({ Count: 4, MidRecordId: all[4] }),
    at(await getRecords(simulator, { Count: 2 }), 'Error.Code'),
    at(await getRecords(simulator, { Count: 1001 }), 'Error.Code'),
    at(await getRecords(simulator, { LastRecordId: all[1], MidRecordId: all[1] }), 'Error.Code'),
    at(await getRecords(simulator, { LastRecordId: 'nobody' }), 'Error.Code'),
  ]).toEqual([
    8,
    [5, 6, 7],
    [1, 2, 3],
    [2, 3, 4, 5],
    'InvalidParameterValue',
    'InvalidParameterValue',
    'InvalidParameter',
    'FailedOperation',
  ])
})

it('takes what a visitor thinks of an answer, unless it may not be rated', async () => {
  const simulator = await openSimulator()
  const answers = []
  for (const question of ['/say hi', '/method 6', '/no-final']) {
    const events = await askEvents(simulator, question)
    answers.push(String(replies(events).at(-1)?.['record_id']))
  }
  const [echo] = payloads(await askEvents(simulator, '/evil'), 'reply')
  const rate = async (RecordId: string | undefined, more: object = {}) => {
    const answer = await callFor(simulator, 'lke', 'RateMsgRecord', {
      BotAppKey: simulator.demoAppKey,
      RecordId,
      Score: 2,
      ...more,
    })
    return at(answer, 'Error.Message') ?? at(answer, 'Error.Code') ?? 'rated'
  }
  const outcomes = [
    await rate(answers[0], { Reasons: ['不准确'], FeedbackContent: 'no' }),
    await rate(answers[1]),
    await rate(answers[2]),
    await rate(String(echo?.['record_id'])),
    await rate('nobody'),
    await rate(answers[0], { Score: 3 }),
    await rate(answers[0], { Reasons: ['x'.repeat(21)] }),
  ]
  const records = toList((await getRecords(simulator))['Records'])
  expect([outcomes, at(records[1], 'Score')]).toEqual([
    [
      'rated',
      expect.stringMatching(/^460023-/),
      expect.stringMatching(/^460023-/),
      expect.stringMatching(/^460023-/),
      expect.stringMatching(/^460006-/),
      'The parameter `Score` has a value that is not allowed.',
      'The parameter `Reasons` has a value that is not allowed.',
    ],
    2,
  ])
})

async function readAppId(simulator: Simulator): Promise<string> {
  const answer = await callFor(simulator, 'lke', 'DescribeRobotBizIDByAppKey', {
    AppKey: simulator.demoAppKey,
  })
  return String(answer['BotBizId'])
}

it('tells the text behind the sources that were cited, and of no others', async () => {
  const simulator = await openSimulator()
  await askEvents(simulator, '/refs')
  const answer = await callFor(simulator, 'lke', 'DescribeRefer', {
    BotBizId: await readAppId(simulator),
    ReferBizIds: ['1873345678901234567', '1873345678901234569', '4', '99'],
  })
  expect(
    toList(answer['List']).map((item) => [
      at(item, 'ReferBizId'),
      at(item, 'DocType'),
      at(item, 'DocName'),
      at(item, 'Question'),
    ]),
  ).toEqual([
    ['1873345678901234567', 2, 'Leave policy 2026.pdf', ''],
    ['1873345678901234569', 1, '', 'When does leave expire?'],
  ])
})

it('describes an application in the form of either product', async () => {
  const simulator = await openSimulator()
  const id = await readAppId(simulator)
  const lke = await callFor(simulator, 'lke', 'DescribeApp', { AppBizId: id, IsRelease: true })
  const plain = await callFor(simulator, 'adp', 'DescribeApp', { AppId: id, Domain: 2 })
  const masked = await callFor(simulator, 'adp', 'DescribeApp', {
    AppId: id,
    FieldMask: { Paths: ['SecretInfo'] },
  })
  const unknown = await callFor(simulator, 'adp', 'DescribeApp', { AppId: '1' })
  expect([
    at(lke, 'BaseConfig.Name'),
    toList(at(lke, 'AppConfig.KnowledgeQa.OpeningQuestions')).length,
    at(plain, 'App.Metadata.AppMode'),
    at(plain, 'App.Status.Status'),
    at(plain, 'App.Config.Greeting.OpeningQuestionList'),
    at(plain, 'App.SecretInfo'),
    at(masked, 'App.Config'),
    at(masked, 'App.SecretInfo.AppKey'),
    at(unknown, 'Error.Message'),
  ]).toEqual([
    'Demo assistant',
    3,
    1,
    2,
    ['/help', 'What can you do?', '怎样学会做饭？'],
    null,
    null,
    simulator.demoAppKey,
    expect.stringMatching(/^460033-/),
  ])
})

it('lists spaces and the applications in them, models, and what else a client may ask', async () => {
  const simulator = await openSimulator()
  const spaces = await callFor(simulator, 'adp', 'DescribeSpaceList', {})
  const SpaceId = at(spaces, 'SpaceList.0.SpaceId')
  const apps = await callFor(simulator, 'adp', 'DescribeAppSummaryList', { SpaceId, Query: 'Demo' })
  const wrong = await callFor(simulator, 'adp', 'DescribeAppSummaryList', { SpaceId: 'default_space' })
  const lke = await callFor(simulator, 'lke', 'ListModel', { AppType: 'knowledge_qa', Pattern: 'standard' })
  const later = await callCloud(
    simulator,
    'ListModel',
    { AppType: 'knowledge_qa' },
    { product: 'lke', version: '2025-11-12' },
  )
  const adp = await callFor(simulator, 'adp', 'DescribeModelList', { ModelScene: 1 })
  const human = await callFor(simulator, 'lke', 'IsTransferIntent', {
    Content: '转人工',
    BotAppKey: simulator.demoAppKey,
  })
  const likes = await callFor(simulator, 'lke', 'GetLikeDataCount', { StartTime: 0, EndTime: 1, Type: 2 })
  const busy = await callFor(simulator, 'lke', 'DescribeConcurrencyUsage', {})
  const workspace = await callFor(simulator, 'adp', 'CreateWorkspaceCredential', { WorkspaceId: 'w' })
  expect([
    at(apps, 'AppSummaryList.0.Name'),
    apps['TotalCount'],
    at(wrong, 'Error.Message'),
    at(lke, 'List.0.InputLenLimit'),
    toList(later['List']).length,
    at(adp, 'ModelList.0.ModelBasic.ModelId'),
    at(adp, 'ModelList.0.LimitInfo.InputLengthLimit'),
    human['Hit'],
    likes['Total'],
    busy['AvailableConcurrency'],
    workspace['StorageType'],
  ]).toEqual([
    'Demo assistant',
    '1',
    expect.stringMatching(/^4510004-/),
    6000,
    3,
    'TCADP/glm-5',
    6000,
    true,
    0,
    5,
    'sandbox_e2b',
  ])
})

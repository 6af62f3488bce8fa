import { afterEach, describe, expect, it } from 'vitest'
import { fetchMessages, readMessagesBackwards, type MessageQuery } from './messages.ts'
import { closeServers, never, secrets, serveCloud, summary, type ReceivedCall } from './test-server.ts'

afterEach(closeServers)

const conversation = { appKey: secrets.appKey, visitorId: 'visitor-1', conversationId: 'c-1' }

function wireMessage(recordId: string, more: object) {
  return {
    ConversationId: 'c-1',
    RecordId: recordId,
    MessageId: `rpl_${recordId}`,
    Role: 'assistant',
    Type: 'reply',
    Name: 'reply',
    Title: '',
    Icon: '',
    Status: 'success',
    StatusDesc: '',
    ...more,
  }
}

const question = wireMessage('Q_1', {
  Role: 'user',
  Type: 'question',
  Name: 'question',
  ContentList: [{ Type: 'text', Text: 'Where is the news?' }],
  Contents: [{ Type: 'text', Text: 'Where is the news?' }],
})
const toolCall = wireMessage('A_1', {
  MessageId: 'prc_A_1_0',
  Type: 'tool_call',
  Name: 'WebSearch',
  Title: 'Searching',
  Icon: 'https://example.com/i.png',
  Contents: [{ Type: 'json_text', Text: '[]' }],
})
const reply = wireMessage('A_1', {
  Status: 'processing',
  ContentList: [{ Type: 'text', Text: 'There.', ReferenceList: [{ Index: 1, Name: 'n', Type: 4 }] }],
})
const sum = {
  RecordId: 'A_1',
  RelatedRecordId: 'Q_1',
  Status: 'processing',
  TimeUsage: { Elapsed: '3470', FirstTokenCost: '410', TotalCost: '3450' },
  TokenUsage: {
    InputTokens: '1400',
    OutputTokens: '75',
    TotalTokens: '1475',
    CachedTokens: '0',
    ReasoningTokens: '0',
  },
  ErrorInfo: { Code: '0', Message: '' },
}

const questionRecord = {
  recordId: 'Q_1',
  role: 'user',
  messages: [
    {
      messageId: 'rpl_Q_1',
      type: 'question',
      name: 'question',
      title: '',
      status: 'complete',
      contents: [{ Type: 'text', Text: 'Where is the news?' }],
    },
  ],
}
const answerRecord = {
  recordId: 'A_1',
  relatedRecordId: 'Q_1',
  role: 'assistant',
  status: 'running',
  usage: { tokens: { input: 1400, output: 75, total: 1475 }, elapsedMs: 3470, firstTokenMs: 410 },
  messages: [
    {
      messageId: 'prc_A_1_0',
      type: 'tool_call',
      name: 'WebSearch',
      title: 'Searching',
      icon: 'https://example.com/i.png',
      status: 'complete',
      contents: [{ Type: 'json_text', Text: '[]' }],
    },
    {
      messageId: 'rpl_A_1',
      type: 'reply',
      name: 'reply',
      title: '',
      status: 'running',
      contents: [{ Type: 'text', Text: 'There.', References: [{ Index: 1, Name: 'n', Type: 4 }] }],
    },
  ],
}
const noMore = { hasMoreBefore: false, hasMoreAfter: false }

async function fetchPage(members: object) {
  const { api } = await serveCloud(() => members)
  return summary(await fetchMessages(api, { ...conversation, limit: 10 }, never))
}

describe('messages of a conversation', () => {
  it.each<[MessageQuery['anchor'], object]>([
    [undefined, { RecordQueryDirection: 1 }],
    [
      { type: 'before', recordId: 'R' },
      { RecordQueryDirection: 1, RecordId: 'R' },
    ],
    [
      { type: 'after', recordId: 'R' },
      { RecordQueryDirection: 2, RecordId: 'R' },
    ],
    [
      { type: 'around', recordId: 'R' },
      { RecordQueryDirection: 3, RecordId: 'R' },
    ],
  ])('are asked for by %j', async (anchor, members) => {
    const { api, calls } = await serveCloud(() => ({}))
    const query = { ...conversation, limit: 10, ...(anchor === undefined ? {} : { anchor }) }
    expect([await fetchMessages(api, query, never), calls]).toEqual([
      { ok: true, value: { records: [], ...noMore } },
      [
        {
          call: 'adp DescribeConversationMessageList 2026-05-20 ap-guangzhou',
          isSigned: true,
          body: {
            Type: 5,
            AppKey: secrets.appKey,
            UserId: 'visitor-1',
            ConversationId: 'c-1',
            Limit: 10,
            ...members,
          },
        },
      ],
    ])
  })

  it.each([
    ['the new name', { MessageList: [question, toolCall, reply] }],
    ['the old name', { Messages: [question, toolCall, reply], MessageList: [] }],
    ['both names', { Messages: [question], MessageList: [question, toolCall, reply] }],
  ])('under %s become records again, in order', async (_name, list) => {
    expect(
      await fetchPage({
        ...list,
        RecordSummaryList: [sum],
        FirstRecordId: 'Q_1',
        LastRecordId: 'A_1',
        HasMoreBefore: true,
        HasMoreAfter: false,
        ResetInfo: { ResetTime: '1784079012101', ResetThroughRecordId: 'A_0' },
      }),
    ).toEqual({
      records: [questionRecord, answerRecord],
      firstRecordId: 'Q_1',
      lastRecordId: 'A_1',
      hasMoreBefore: true,
      hasMoreAfter: false,
      reset: { resetAt: 1784079012101, throughRecordId: 'A_0' },
    })
  })

  it('of several records at once are kept apart', async () => {
    const messages = [question, toolCall, wireMessage('A_2', { Contents: null }), reply]
    expect(await fetchPage({ MessageList: messages, ResetInfo: { ResetThroughRecordId: '' } })).toEqual({
      records: [
        questionRecord,
        { recordId: 'A_1', role: 'assistant', messages: answerRecord.messages },
        {
          recordId: 'A_2',
          role: 'assistant',
          messages: [
            {
              messageId: 'rpl_A_2',
              type: 'reply',
              name: 'reply',
              title: '',
              status: 'complete',
              contents: [],
            },
          ],
        },
      ],
      ...noMore,
    })
  })

  it('that cannot be told to belong to a record are left out, and odd members of others', async () => {
    expect(
      await fetchPage({
        MessageList: [null, { MessageId: 'm' }, { RecordId: 'R', Contents: 'x', Name: {} }],
      }),
    ).toEqual({
      records: [
        {
          recordId: 'R',
          role: 'assistant',
          messages: [{ messageId: '', type: '', name: '', title: '', contents: [] }],
        },
      ],
      ...noMore,
    })
  })
})

describe('an answer that failed', () => {
  const failed = { RecordId: 'A_1', RelatedRecordId: 'Q_1', Status: 'failed' }

  it.each([
    [
      { Code: '460020', Message: 'model timed out' },
      { code: 'service-failed', retryable: true, remoteCode: 460020, remoteMessage: 'model timed out' },
    ],
    [
      { Code: 4505004, Message: `AppKey ${secrets.appKey} is invalid` },
      {
        code: 'key-refused',
        retryable: false,
        remoteCode: 4505004,
        remoteMessage: 'AppKey [hidden] is invalid',
      },
    ],
    [
      { Code: 'Timeout', Message: '' },
      { code: 'service-failed', retryable: true, remoteMessage: 'Timeout' },
    ],
  ])('of %j says why, behind its question', async (error, { code, retryable, ...detail }) => {
    const page = await fetchPage({
      MessageList: [question, wireMessage('Q_2', { Role: 'user' })],
      RecordSummaryList: [{ ...failed, ErrorInfo: error }],
    })
    expect(page).toMatchObject({
      records: [
        { recordId: 'Q_1' },
        {
          recordId: 'A_1',
          relatedRecordId: 'Q_1',
          role: 'assistant',
          status: 'failed',
          messages: [],
          failure: { code, retryable, detail },
        },
        { recordId: 'Q_2' },
      ],
    })
  })

  it('to a question of an earlier page stands first', async () => {
    const page = await fetchPage({
      MessageList: [question],
      RecordSummaryList: [{ ...failed, RelatedRecordId: 'Q_0' }],
    })
    expect(page).toMatchObject({ records: [{ recordId: 'A_1' }, { recordId: 'Q_1' }] })
  })
})

describe('the way back through the messages', () => {
  async function readPages(answer: (call: ReceivedCall, number: number) => object) {
    const { api, calls } = await serveCloud((call) => answer(call, calls.length))
    const pages: unknown[] = []
    for await (const page of readMessagesBackwards(api, conversation, never)) {
      pages.push(page.ok ? page.value.records.map(({ recordId }) => recordId) : page.failure.code)
    }
    return [pages, calls.map(({ body }) => (body as { RecordId?: string }).RecordId)]
  }

  it('goes on from the first record of each page, as long as there are more', async () => {
    const answer = (_call: ReceivedCall, number: number) => ({
      MessageList: [wireMessage(`R_${number}`, {})],
      FirstRecordId: `R_${number}`,
      HasMoreBefore: number < 3,
    })
    expect(await readPages(answer)).toEqual([
      [['R_1'], ['R_2'], ['R_3']],
      [undefined, 'R_1', 'R_2'],
    ])
  })

  it('finds its way where the service does not name the first record', async () => {
    const answer = (_call: ReceivedCall, number: number) => ({
      MessageList: [wireMessage(`R_${number}`, {})],
      HasMoreBefore: number < 2,
    })
    expect(await readPages(answer)).toEqual([
      [['R_1'], ['R_2']],
      [undefined, 'R_1'],
    ])
  })

  it.each([
    [
      'always gives the same',
      { MessageList: [question], HasMoreBefore: true },
      [['Q_1']],
      [undefined, 'Q_1'],
    ],
    ['has more but gives nothing', { HasMoreBefore: true }, [[]], [undefined]],
  ])('ends where the service %s', async (_what, members, pages, anchors) => {
    expect(await readPages(() => members)).toEqual([pages, anchors])
  })

  it('ends with a failure', async () => {
    const error = { Error: { Code: 'FailedOperation', Message: '460010-not yours' } }
    expect(await readPages(() => error)).toEqual([['service-failed'], [undefined]])
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import {
  createConversation,
  fetchConversations,
  readConversations,
  resetConversation,
} from './conversations.ts'
import { closeServers, never, secrets, serveCloud, summary } from './test-server.ts'

afterEach(closeServers)

const visitor = { appKey: secrets.appKey, visitorId: 'visitor-1' }
const wireVisitor = { Type: 5, AppKey: secrets.appKey, UserId: 'visitor-1' }

const wire = {
  AppId: '1873345678901234567',
  ConversationId: 'c-1',
  CreateTime: '2026-04-30T15:05:27+08:00',
  UpdateTime: '2026-04-30T15:06:00+08:00',
  Type: 5,
  Title: 'Annual leave',
  AgentId: null,
}
const conversation = {
  conversationId: 'c-1',
  title: 'Annual leave',
  createdAt: Date.UTC(2026, 3, 30, 7, 5, 27),
  updatedAt: Date.UTC(2026, 3, 30, 7, 6),
  applicationId: '1873345678901234567',
}

describe('the conversations of a visitor', () => {
  it.each([
    ['the new name', { ConversationList: [wire] }],
    ['the old name', { Conversations: [wire], ConversationList: null }],
    ['both names', { Conversations: [wire], ConversationList: [wire] }],
  ])('are read under %s', async (_name, members) => {
    const { api, calls } = await serveCloud(() => ({ ...members, TotalCount: '1' }))
    expect([await fetchConversations(api, { ...visitor, offset: 10, limit: 20 }, never), calls]).toEqual([
      { ok: true, value: { conversations: [conversation], totalCount: 1 } },
      [
        {
          call: 'adp DescribeConversationList 2026-05-20 ap-guangzhou',
          isSigned: true,
          body: { ...wireVisitor, Offset: 10, Limit: 20 },
        },
      ],
    ])
  })

  it('without anything but an id are conversations; without an id they are not', async () => {
    const list = [{ ConversationId: 'c-2', CreateTime: 'yesterday', Title: '' }, { Title: 'x' }, null]
    const { api } = await serveCloud(() => ({ ConversationList: list }))
    expect(summary(await fetchConversations(api, { ...visitor, offset: 0, limit: 1 }, never))).toEqual({
      conversations: [{ conversationId: 'c-2' }],
    })
  })

  async function readIds(answer: (offset: number) => object) {
    const { api } = await serveCloud(({ body }) => answer((body as { Offset: number }).Offset))
    const pages: unknown[] = []
    for await (const page of readConversations(api, visitor, never)) {
      pages.push(
        page.ok ? page.value.conversations.map(({ conversationId }) => conversationId) : page.failure.code,
      )
    }
    return pages
  }

  it.each<[string, unknown[], (offset: number) => object]>([
    [
      'as many as there are',
      [['c-0', 'c-1'], ['c-2']],
      (offset) => ({
        TotalCount: '3',
        ConversationList: ['c-0', 'c-1', 'c-2']
          .slice(offset, offset + 2)
          .map((id) => ({ ConversationId: id })),
      }),
    ],
    [
      'until none comes, when it is not said how many there are',
      [['c-0'], ['c-1']],
      (offset) => ({ ConversationList: offset > 1 ? [] : [{ ConversationId: `c-${offset}` }] }),
    ],
    [
      'not for ever, when the service pays no heed to the place',
      [['c-1']],
      () => ({ TotalCount: '1000', ConversationList: [wire] }),
    ],
    [
      'up to a failure',
      [['c-1'], 'permission-missing'],
      (offset) =>
        offset === 0
          ? { TotalCount: '2', ConversationList: [wire] }
          : { Error: { Code: 'UnauthorizedOperation', Message: '' } },
    ],
  ])('are read page by page, %s', async (_how, pages, answer) => {
    expect(await readIds(answer)).toEqual(pages)
  })
})

describe('a conversation', () => {
  it('is made, for an application that is named or that of the AppKey', async () => {
    const { api, calls } = await serveCloud(() => ({ ConversationId: 'c-1' }))
    const made = [
      await createConversation(api, visitor, never),
      await createConversation(api, { ...visitor, applicationId: 'app-1' }, never),
    ]
    expect([made.map(summary), calls.map(({ call, body }) => [call, body])]).toEqual([
      ['c-1', 'c-1'],
      [
        ['adp CreateConversation 2026-05-20 ap-guangzhou', wireVisitor],
        ['adp CreateConversation 2026-05-20 ap-guangzhou', { ...wireVisitor, AppId: 'app-1' }],
      ],
    ])
  })

  it.each([
    ['400-invalid', 'key-refused'],
    ['460919-exists', 'service-failed'],
  ])('is refused with %s as %s, and not asked for again', async (message, code) => {
    const { api, calls } = await serveCloud(() => ({
      Error: { Code: 'FailedOperation', Message: message },
    }))
    const failure = summary(await createConversation(api, visitor, never))
    expect([failure, calls.length]).toMatchObject([{ code }, 1])
  })

  it('is forgotten', async () => {
    const { api, calls } = await serveCloud(() => ({ RequestId: 'r' }))
    const result = await resetConversation(api, { ...visitor, conversationId: 'c-1' }, never)
    expect([result, calls]).toEqual([
      { ok: true, value: undefined },
      [
        {
          call: 'adp ResetConversation 2026-05-20 ap-guangzhou',
          isSigned: true,
          body: { ...wireVisitor, ConversationId: 'c-1' },
        },
      ],
    ])
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { fetchApplication, fetchApplicationId } from './application.ts'
import { closeServers, never, secrets, serveCloud, summary } from './test-server.ts'

afterEach(closeServers)

it('the id of an application is found by its AppKey', async () => {
  const { api, calls } = await serveCloud(() => ({ BotBizId: '1873345678901234567' }))
  expect([await fetchApplicationId(api, { appKey: secrets.appKey }, never), calls]).toEqual([
    { ok: true, value: '1873345678901234567' },
    [
      {
        call: 'lke DescribeRobotBizIDByAppKey 2023-11-30 ap-guangzhou',
        isSigned: true,
        body: { AppKey: secrets.appKey },
      },
    ],
  ])
})

const newer = {
  App: {
    Metadata: {
      AppId: '1873345678901234567',
      Name: 'HR assistant',
      Avatar: 'https://example.com/a.png',
      Description: 'Knows the rules.',
      AppMode: 4,
    },
    Status: { Status: 2 },
    Config: {
      Greeting: { Greeting: '您好', OpeningQuestionList: ['年假几天？', ''] },
      Experience: {
        Conversation: {
          EnableRecommended: true,
          EnableWebSearch: true,
          InputBoxConfig: { InputBoxButtons: [1, 4] },
        },
      },
    },
    SecretInfo: { AppKey: secrets.appKey },
  },
}

const older = {
  AppBizId: '1873345678901234567',
  AppStatus: 3,
  BaseConfig: { Name: 'HR assistant', Avatar: 'https://example.com/a.png', Desc: '' },
  AppConfig: {
    KnowledgeQa: {
      Greeting: '您好',
      OpeningQuestions: ['年假几天？'],
      Pattern: 'single_workflow',
      Output: { UseRecommended: false },
    },
    Summary: null,
  },
  AppKey: secrets.appKey,
}

const newerCall = {
  call: 'adp DescribeApp 2026-05-20 ap-guangzhou',
  isSigned: true,
  body: { AppId: '1873345678901234567', Domain: 2, FieldMask: { Paths: ['AppConfig'] } },
}
const olderCall = {
  call: 'lke DescribeApp 2023-11-30 ap-guangzhou',
  isSigned: true,
  body: { AppBizId: '1873345678901234567', IsRelease: true },
}
const application = { applicationId: '1873345678901234567' }

describe('an application', () => {
  it('is described without its AppKey', async () => {
    const { api, calls } = await serveCloud(() => newer)
    expect([await fetchApplication(api, application, never), calls]).toEqual([
      {
        ok: true,
        value: {
          ...application,
          name: 'HR assistant',
          avatarUrl: 'https://example.com/a.png',
          description: 'Knows the rules.',
          mode: 'claw',
          isRunning: true,
          greeting: '您好',
          openingQuestions: ['年假几天？'],
          hasSuggestions: true,
          canAttachImages: true,
          canAttachDocuments: false,
          canSearchWeb: true,
        },
      },
      [newerCall],
    ])
  })

  it('of which little is known is described with that', async () => {
    const { api } = await serveCloud(() => ({
      App: { Metadata: { AppMode: 9 }, Status: null, Config: { Experience: 'none' } },
    }))
    expect(summary(await fetchApplication(api, application, never))).toEqual({
      ...application,
      openingQuestions: [],
    })
  })

  it('is described by the older service where the newer one is not there', async () => {
    const { api, calls } = await serveCloud(({ call }) =>
      call.startsWith('adp') ? { Error: { Code: 'InvalidAction', Message: 'no such action' } } : older,
    )
    expect([await fetchApplication(api, application, never), calls]).toEqual([
      {
        ok: true,
        value: {
          ...application,
          name: 'HR assistant',
          avatarUrl: 'https://example.com/a.png',
          mode: 'single-workflow',
          isRunning: false,
          greeting: '您好',
          openingQuestions: ['年假几天？'],
          hasSuggestions: false,
        },
      },
      [newerCall, olderCall],
    ])
  })

  it.each([
    ['by the newer service', 'AuthFailure.SecretIdNotFound', 'InvalidAction', 'credentials-refused', 1],
    ['by the older one', 'InvalidAction', 'AuthFailure.TokenFailure', 'credentials-refused', 2],
    ['by both', 'UnauthorizedOperation', 'InvalidAction', 'permission-missing', 2],
  ])('that is refused %s is a failure', async (_by, ofNewer, ofOlder, code, count) => {
    const { api, calls } = await serveCloud(({ call }) => ({
      Error: { Code: call.startsWith('adp') ? ofNewer : ofOlder, Message: '' },
    }))
    expect([summary(await fetchApplication(api, application, never)), calls.length]).toMatchObject([
      { code },
      count,
    ])
  })
})

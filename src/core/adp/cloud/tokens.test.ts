import { afterEach, expect, it } from 'vitest'
import { closeServers, never, secrets, serveCloud, summary } from './test-server.ts'
import { createAdpToken, createLkeToken } from './tokens.ts'

afterEach(closeServers)

const visitor = { appKey: secrets.appKey, visitorId: 'visitor-1' }

it('GetWsToken gives a token, what is left of the quota, and how long a question may be', async () => {
  const { api, calls } = await serveCloud(() => ({
    Token: '32477330DC0AF2C5C1D99C8830C4A917',
    Balance: '1',
    InputLenLimit: 3000,
    Pattern: 'standard',
    SingleWorkflow: null,
    VisionModelInputLimit: null,
    RequestId: 'r',
  }))
  expect([await createLkeToken(api, visitor, never), calls]).toEqual([
    { ok: true, value: { token: '32477330DC0AF2C5C1D99C8830C4A917', balance: 1, inputLimit: 3000 } },
    [
      {
        call: 'lke GetWsToken 2023-11-30 ap-guangzhou',
        isSigned: true,
        body: { Type: 5, BotAppKey: secrets.appKey, VisitorBizId: 'visitor-1' },
      },
    ],
  ])
})

it('CreateWebSocketToken gives a token and the application it is for', async () => {
  const { api, calls } = await serveCloud(() => ({
    Token: 'a-b-c-d-e',
    AppId: 1873345678901234,
    RequestId: 'r',
  }))
  expect([await createAdpToken(api, visitor, never), calls]).toEqual([
    { ok: true, value: { token: 'a-b-c-d-e', applicationId: '1873345678901234' } },
    [
      {
        call: 'adp CreateWebSocketToken 2026-05-20 ap-guangzhou',
        isSigned: true,
        body: { Type: 5, AppKey: secrets.appKey, UserId: 'visitor-1' },
      },
    ],
  ])
})

it.each([{ Token: '' }, { Token: null }, {}])('%j is no token', async (members) => {
  const { api } = await serveCloud(() => members)
  const failure = { code: 'cloud-failed', retryable: false, detail: { cause: 'UNEXPECTED_RESPONSE' } }
  expect([
    summary(await createLkeToken(api, visitor, never)),
    summary(await createAdpToken(api, visitor, never)),
  ]).toEqual([failure, failure])
})

it('a bad AppKey is said by CreateWebSocketToken as a bad request', async () => {
  const { api } = await serveCloud(() => ({ Error: { Code: 'FailedOperation', Message: '400-bad request' } }))
  expect(summary(await createAdpToken(api, visitor, never))).toMatchObject({ code: 'key-refused' })
})

// Who may make cloud calls, how they fail, and the envelope around them.
import { afterEach, expect, it } from 'vitest'
import { closeSimulators, openSimulator } from './test-client.ts'
import { callCloud, powerlessCredential, sendCall, visitor, type CallOptions } from './test-cloud.ts'
import { at } from './test-v2-client.ts'

afterEach(closeSimulators)

const token = { Type: 5, BotAppKey: 'SimDemoAppKey01', VisitorBizId: 'visitor-0001' }

it.each<[string, string, object, CallOptions, string]>([
  [
    'an unknown SecretId',
    'GetWsToken',
    token,
    { credential: { secretId: 'AKIDnobody', secretKey: 'x' } },
    'AuthFailure.SecretIdNotFound',
  ],
  [
    'a credential that may do nothing',
    'GetWsToken',
    token,
    { credential: powerlessCredential },
    'AuthFailure.UnauthorizedOperation',
  ],
  [
    'a clock that is ten minutes late',
    'GetWsToken',
    token,
    { timestamp: Math.floor(Date.now() / 1000) - 600 },
    'AuthFailure.SignatureExpire',
  ],
  [
    'a content type that was not signed',
    'GetWsToken',
    token,
    { headers: { 'content-type': 'application/json' } },
    'AuthFailure.SignatureFailure',
  ],
  [
    'another action than was signed',
    'GetWsToken',
    token,
    { headers: { 'x-tc-action': 'ListModel' } },
    'AuthFailure.SignatureFailure',
  ],
  [
    'a token of temporary keys',
    'GetWsToken',
    token,
    { headers: { 'x-tc-token': 'x' } },
    'AuthFailure.TokenFailure',
  ],
  ['an unknown region', 'GetWsToken', token, { headers: { 'x-tc-region': 'moon' } }, 'UnsupportedRegion'],
  ['an unknown action', 'MakeCoffee', {}, {}, 'InvalidAction'],
  ['an action of the other product', 'CreateConversation', {}, {}, 'InvalidAction'],
  ['an action in another version', 'GetWsToken', token, { version: '2026-05-20' }, 'InvalidAction'],
  ['a body that is no JSON', 'GetWsToken', token, { body: '{"Type":' }, 'InvalidParameter'],
  ['no visitor', 'GetWsToken', { ...token, VisitorBizId: undefined }, {}, 'MissingParameter'],
  ['an empty visitor', 'GetWsToken', { ...token, VisitorBizId: '' }, {}, 'MissingParameter'],
  ['a type that is text', 'GetWsToken', { ...token, Type: '5' }, {}, 'InvalidParameter'],
  ['another type than 5', 'GetWsToken', { ...token, Type: 1 }, {}, 'InvalidParameterValue'],
  [
    'a visitor of 65 characters',
    'GetWsToken',
    { ...token, VisitorBizId: 'v'.repeat(65) },
    {},
    'InvalidParameterValue',
  ],
  ['a parameter that nobody knows', 'GetWsToken', { ...token, SpaceId: 'x' }, {}, 'UnknownParameter'],
  ['an unknown AppKey', 'GetWsToken', { ...token, BotAppKey: 'nobody' }, {}, 'FailedOperation'],
])('answers %s with a code, and with status 200', async (_what, action, parameters, options, code) => {
  const simulator = await openSimulator()
  const answer = await callCloud(simulator, action, parameters, { product: 'lke', ...options })
  const named = options.headers?.['x-tc-action'] ?? action
  expect([at(answer, 'Error.Code'), simulator.cloudCalls]).toEqual([
    code,
    [{ action: named, version: options.version ?? '2023-11-30', outcome: code }],
  ])
})

it('says in the envelope what went wrong, by number and words, as example L shows it', async () => {
  const simulator = await openSimulator()
  const { json, date } = await sendCall(simulator, 'CreateConversation', {
    ...visitor(simulator),
    AppKey: 'nobody',
  })
  expect([json, Number.isNaN(Date.parse(date))]).toEqual([
    expect.stringMatching(
      /^\{"Response":\{"Error":\{"Code":"FailedOperation","Message":"400-[^"]+"\},"RequestId":"[0-9a-f-]{36}"\}\}$/,
    ),
    false,
  ])
})

it.each([
  ['adp', 'DescribeSpaceList', 20],
  ['lke', 'ListModel', 100],
] as const)(
  'takes so many calls of an action of %s in a second, and no more',
  async (product, action, limit) => {
    const simulator = await openSimulator()
    const codes = new Map<unknown, number>()
    const call = async () => {
      const answer = await callCloud(simulator, action, { AppType: 'knowledge_qa' }, { product })
      const code = at(answer, 'Error.Code') ?? 'Success'
      codes.set(code, (codes.get(code) ?? 0) + 1)
    }
    await Promise.all(Array.from({ length: limit + 5 }, call))
    const other = await callCloud(
      simulator,
      product === 'adp' ? 'DescribeModelList' : 'DescribeConcurrencyUsage',
      {},
      { product },
    )
    expect([Object.fromEntries(codes), at(other, 'Error')]).toEqual([
      { Success: limit, RequestLimitExceeded: 5 },
      undefined,
    ])
  },
)

it('judges the time by the clock it was given', async () => {
  const simulator = await openSimulator({ now: () => 1_780_000_000_000 })
  const early = await callCloud(simulator, 'DescribeSpaceList', {})
  const right = await callCloud(simulator, 'DescribeSpaceList', {}, { timestamp: 1_780_000_300 })
  expect([at(early, 'Error.Code'), at(right, 'Error.Code')]).toEqual([
    'AuthFailure.SignatureExpire',
    undefined,
  ])
})

it('has nothing else at its address, and keeps no secret of any call', async () => {
  const simulator = await openSimulator()
  await callCloud(simulator, 'GetWsToken', token, { product: 'lke' })
  const response = await fetch(simulator.url)
  expect([response.status, simulator.cloudCalls, simulator.requests]).toEqual([
    405,
    [{ action: 'GetWsToken', version: '2023-11-30', outcome: 'Success' }],
    [],
  ])
})

// Every call with the simulator, which was written from the same documents by somebody else.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnswerEvent } from '#shared/answer.ts'
import { conversationIdSchema } from '#shared/ids.ts'
import { startSimulator, type Simulator } from '../../../simulator/index.ts'
import { powerlessCredential } from '../../../simulator/cloud/credentials.ts'
import { systemClock } from '../../clock.ts'
import { silentLog } from '../../log.ts'
import { createAdpClient, createSocketPool } from '../client.ts'
import { createListeningPace } from '../listening-pace.ts'
import type { Result } from '../result.ts'
import { fold } from '../test-fixtures.ts'
import { decodeRemoteMessages } from '../v2/remote-messages.ts'
import { createCloudApi, type CloudApi } from './api.ts'
import { fetchApplication, fetchApplicationId } from './application.ts'
import { createConversation, readConversations, resetConversation } from './conversations.ts'
import { readMessagesBackwards } from './messages.ts'
import { fetchModels } from './models.ts'
import { rateAnswer } from './rating.ts'
import { readRecordsBackwards } from './records.ts'
import { fetchCitedSlices } from './references.ts'
import { createUploadPermit } from './storage.ts'
import { createAdpToken, createLkeToken } from './tokens.ts'
import { withoutProxy } from '../proxy.ts'

const never = new AbortController().signal
let simulator: Simulator
let api: CloudApi
let appKey: string

beforeAll(async () => {
  simulator = await startSimulator({ pace: 'instant' })
  appKey = simulator.demoAppKey
  api = open(simulator.credentials)
})
afterAll(() => simulator.close())

function open(
  credentials: { readonly secretId: string; readonly secretKey: string },
  clock = systemClock,
): CloudApi {
  return createCloudApi({
    place: { site: 'custom', serviceUrl: simulator.url },
    credentials: { ...credentials },
    clock,
    findProxy: withoutProxy,
  })
}

/** What was given; throws when nothing was. */
async function get<Value>(result: Promise<Result<Value>>): Promise<Value> {
  const found = await result
  if (!found.ok) throw new Error(`${found.failure.code} ${JSON.stringify(found.failure.detail)}`)
  return found.value
}

/** Asks questions in a conversation of a visitor, and gives the answers. */
async function converse(visitorId: string, ...questions: string[]) {
  const pace = createListeningPace(systemClock)
  const sockets = createSocketPool({
    clock: systemClock,
    log: silentLog,
    random: Math.random,
    pace,
    findProxy: withoutProxy,
  })
  const report = { onAccepted: () => undefined, onSocketState: () => undefined }
  const client = createAdpClient(
    {
      site: 'custom',
      serviceUrl: simulator.url,
      appKey,
      visitorId,
      accessMethod: 'sse',
      protocolVersion: 'v2',
    },
    report,
    { clock: systemClock, log: silentLog, random: Math.random, pace, findProxy: withoutProxy, sockets },
  )
  const conversationId = conversationIdSchema.parse(randomUUID())
  const answers = []
  for (const text of questions) {
    const events: AnswerEvent[] = []
    const question = { requestId: randomUUID(), conversationId, text }
    await client.ask(question, (batch) => events.push(...batch), never)
    answers.push(fold(events))
  }
  return { conversationId, answers, visitor: { appKey, visitorId } }
}

describe('with the simulator', () => {
  it('both tokens are to be had, another one each time', async () => {
    const visitor = { appKey, visitorId: 'visitor-1' }
    const tokens = [
      (await get(createLkeToken(api, visitor, never))).token,
      (await get(createLkeToken(api, visitor, never))).token,
      (await get(createAdpToken(api, visitor, never))).token,
    ]
    expect([new Set(tokens).size, tokens.every((token) => token.length > 20)]).toEqual([3, true])
  })

  it('a conversation is read back as it was streamed, from messages and from records', async () => {
    const { conversationId, answers, visitor } = await converse(
      randomUUID(),
      '/say First',
      '/think',
      '/tools',
    )
    const ofMessages = []
    for await (const page of readMessagesBackwards(api, { ...visitor, conversationId }, never)) {
      if (page.ok) ofMessages.unshift(...page.value.records)
    }
    const ofRecords = []
    for await (const page of readRecordsBackwards(api, { appKey, conversationId }, never)) {
      if (page.ok) ofRecords.unshift(...page.value.records)
    }
    const textOf = (parts: readonly { readonly type: string }[]) =>
      parts.flatMap((part) => (part.type === 'text' && 'text' in part ? [part.text] : []))
    const streamed = answers.map(({ parts, remote }) => [remote.recordId, textOf(parts)])
    expect([
      ofMessages
        .filter(({ role }) => role === 'assistant')
        .map(({ recordId, messages }) => [recordId, textOf(decodeRemoteMessages(messages))]),
      ofRecords
        .filter(({ role }) => role === 'assistant')
        .map(({ recordId, parts }) => [recordId, textOf(parts)]),
    ]).toEqual([streamed, streamed])
  })

  it('conversations are listed, made and reset', async () => {
    const visitor = { appKey, visitorId: randomUUID() }
    const made = await get(createConversation(api, visitor, never))
    await get(resetConversation(api, { ...visitor, conversationId: made }, never))
    const { conversationId } = await converse(visitor.visitorId, '/say Hello')
    const listed = []
    for await (const page of readConversations(api, visitor, never)) {
      if (page.ok) listed.push(...page.value.conversations.map((conversation) => conversation.conversationId))
    }
    expect(new Set(listed)).toEqual(new Set([made, conversationId]))
  })

  it('an answer is rated, and one that is not there is not', async () => {
    const { answers } = await converse(randomUUID(), '/say Hello')
    const recordId = answers[0]?.remote.recordId ?? ''
    const rated = await rateAnswer(api, { appKey, recordId, score: 'good', reasons: ['short'] }, never)
    const missing = await rateAnswer(api, { appKey, recordId: 'nowhere', score: 'bad' }, never)
    expect([rated.ok, missing.ok]).toEqual([true, false])
  })

  it('the application is found by its AppKey, with its sources, models and a place for files', async () => {
    const applicationId = await get(fetchApplicationId(api, { appKey }, never))
    const application = await get(fetchApplication(api, { applicationId }, never))
    const { answers } = await converse(randomUUID(), '/refs')
    const references =
      answers[0]?.parts.flatMap((part) => (part.type === 'text' ? part.references : [])) ?? []
    const referenceIds = references.flatMap(({ referenceId }) => referenceId ?? [])
    const slices = await get(fetchCitedSlices(api, { applicationId, referenceIds }, never))
    const models = await get(fetchModels(api, never))
    const permit = await get(
      createUploadPermit(api, { applicationId, fileType: 'pdf', isImage: false }, never),
    )
    expect([
      application.name,
      application.openingQuestions.length > 0,
      slices.map(({ referenceId }) => referenceId),
      models.length > 0,
      permit.path.endsWith('.pdf'),
    ]).toEqual(['Demo assistant', true, referenceIds, true, true])
  })

  it.each([
    ['an unknown SecretId', { secretId: 'AKIDnobody', secretKey: 'x' }, 'credentials-refused'],
    [
      'a wrong SecretKey',
      { secretId: 'AKIDSimulatorMayDoEverything00000001', secretKey: 'x' },
      'credentials-refused',
    ],
    ['an account that may do nothing', powerlessCredential, 'permission-missing'],
  ])('%s is refused', async (_title, credentials, code) => {
    const result = await fetchApplicationId(open(credentials), { appKey }, never)
    expect(result.ok || result.failure.code).toBe(code)
  })

  it.each([
    [600_000, 10],
    [-600_000, -10],
  ])('a clock that is %i ms off is found out', async (offMs, minutes) => {
    const clock = { ...systemClock, now: () => Date.now() + offMs }
    const result = await fetchApplicationId(open(simulator.credentials, clock), { appKey }, never)
    const failure = result.ok ? undefined : result.failure
    expect([failure?.code, Math.round((failure?.detail?.clockAheadMs ?? 0) / 60_000)]).toEqual([
      'clock-wrong',
      minutes,
    ])
  })

  it('sixty calls at once are made no faster than is allowed, and none is refused', async () => {
    const visitor = { appKey, visitorId: 'visitor-1' }
    const results = await Promise.all(Array.from({ length: 60 }, () => createAdpToken(api, visitor, never)))
    expect([
      results.filter(({ ok }) => ok).length,
      simulator.cloudCalls.filter(({ outcome }) => outcome === 'RequestLimitExceeded'),
    ]).toEqual([60, []])
  })
})

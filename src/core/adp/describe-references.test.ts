// With the simulator, which was written from the same documents by somebody else.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnswerEvent } from '#shared/answer.ts'
import { listReferenceIds, maxSliceLength, maxSliceMarks, type CitedSlice } from '#shared/cited-slice.ts'
import { conversationIdSchema } from '#shared/ids.ts'
import { startSimulator, type Simulator } from '../../simulator/index.ts'
import { systemClock } from '../clock.ts'
import { silentLog } from '../log.ts'
import { createAdpClient, createSocketPool, type AdpClient, type AdpConnection, type Way } from './client.ts'
import { createListeningPace } from './listening-pace.ts'
import { withoutProxy } from './proxy.ts'
import { fold } from './test-fixtures.ts'

const never = new AbortController().signal
const shared = { clock: systemClock, log: silentLog, random: Math.random, findProxy: withoutProxy }
const pace = createListeningPace(systemClock)
const sockets = createSocketPool({ ...shared, pace })
let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ pace: 'instant' })
})
afterAll(() => {
  sockets.close()
  return simulator.close()
})

const sse: Way = { accessMethod: 'sse', protocolVersion: 'v2' }

function open(way: Way, hasCredentials = true): AdpClient {
  const connection: AdpConnection = {
    site: 'custom',
    serviceUrl: simulator.url,
    appKey: simulator.demoAppKey,
    visitorId: 'visitor-1',
    ...way,
    ...(hasCredentials ? { credentials: simulator.credentials } : {}),
  }
  const report = { onAccepted: () => undefined, onSocketState: () => undefined }
  return createAdpClient(connection, report, { ...shared, pace, sockets })
}

/** The ids of the sources that the answer to this question names. */
async function cite(client: AdpClient, text: string): Promise<string[]> {
  const events: AnswerEvent[] = []
  const conversationId = conversationIdSchema.parse(randomUUID())
  await client.ask(
    { requestId: randomUUID(), conversationId, text },
    (batch) => void events.push(...batch),
    never,
  )
  return listReferenceIds(fold(events))
}

/** What was given, or why nothing was. */
async function describeAll(
  client: AdpClient,
  ids: readonly string[],
  signal = never,
): Promise<readonly CitedSlice[] | string> {
  const described = await client.describeReferences(ids, signal)
  return described.ok ? described.value : described.failure.code
}

const page = 'From «Leave policy 2026.pdf»: employees get **15 days** of annual leave, which expire in March.'
const document = {
  kind: 'document',
  documentId: '1859876543210987654',
  documentName: 'Leave policy 2026.pdf',
  text: page,
  original: page,
  pages: [3],
  sheets: [],
  highlights: [{ start: page.indexOf('15'), end: page.indexOf('15') + 7, text: '15 days' }],
}

describe.each<Way>([sse, { accessMethod: 'websocket', protocolVersion: 'v1' }])(
  'the words behind the sources of an answer that came by %o',
  (way) => {
    it('are told for its ids; those of a web page and of nothing are missing', async () => {
      const client = open(way)
      const ids = await cite(client, '/refs')
      expect([ids.length >= 3, await describeAll(client, [...ids, '99'])]).toEqual([
        true,
        [
          { referenceId: '1873345678901234567', ...document },
          { referenceId: '1873345678901234568', ...document },
          {
            referenceId: '1873345678901234569',
            kind: 'question-and-answer',
            question: 'When does leave expire?',
            answer: 'At the end of March.',
            pages: [],
            sheets: [],
            highlights: [],
          },
        ],
      ])
    })
  },
)

it('are not asked for without credentials, nor when nobody waits any more', async () => {
  expect([
    await describeAll(open(sse, false), ['1']),
    await describeAll(open(sse), ['1'], AbortSignal.abort()),
  ]).toEqual(['credentials-needed', 'cut-off'])
})

/** Lengths in the place of what is too long to be compared. */
function measure(slice: CitedSlice): unknown {
  const { text = '', pages, sheets, highlights } = slice
  if (text.length < 1000) return slice
  const lengths = [text.length, pages.length, sheets[0]?.length, highlights[0]?.text.length]
  return { referenceId: slice.referenceId, lengths }
}

it('are read as far as they can be, whatever else comes with them', async () => {
  const client = open(sse)
  const ids = await cite(client, '/refs-nasty')
  const [bare = '', nulls = '', types = '', number = '', numbers = '', long = '', , refused = ''] = ids
  const told = await describeAll(
    client,
    ids.filter((id) => id !== refused),
  )
  const empty = { kind: 'other', pages: [], sheets: [], highlights: [] }
  expect([typeof told === 'string' ? told : told.map(measure), await describeAll(client, [refused])]).toEqual(
    [
      [
        { referenceId: bare, ...empty },
        { referenceId: nulls, ...empty },
        { referenceId: types, ...empty },
        expect.objectContaining({ referenceId: number, kind: 'document', documentName: 'Nasty number.pdf' }),
        expect.objectContaining({
          referenceId: numbers,
          kind: 'document',
          pages: [3, 4],
          highlights: [{ start: 2, end: 9, text: '15 days' }],
        }),
        { referenceId: long, lengths: [maxSliceLength, maxSliceMarks, maxSliceLength, maxSliceLength] },
      ],
      'service-failed',
    ],
  )
})

// With the simulator, which was written from the same documents by somebody else.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { conversationIdSchema, type ConversationId } from '#shared/ids.ts'
import { startSimulator, type Simulator } from '../../simulator/index.ts'
import { systemClock } from '../clock.ts'
import { silentLog } from '../log.ts'
import { createAdpClient, createSocketPool, type AdpClient, type AdpConnection } from './client.ts'
import { createListeningPace } from './listening-pace.ts'
import { withoutProxy } from './proxy.ts'

const never = new AbortController().signal
let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ pace: 'instant' })
})
afterAll(() => simulator.close())

function open({ credentials, ...changes }: Partial<AdpConnection>): AdpClient {
  const shared = { clock: systemClock, log: silentLog, random: Math.random, findProxy: withoutProxy }
  const pace = createListeningPace(systemClock)
  return createAdpClient(
    {
      site: 'custom',
      serviceUrl: simulator.url,
      appKey: simulator.demoAppKey,
      visitorId: 'visitor-1',
      ...(credentials === undefined ? {} : { credentials }),
      accessMethod: 'sse',
      protocolVersion: 'v2',
      ...changes,
    },
    { onAccepted: () => undefined, onSocketState: () => undefined },
    { ...shared, pace, sockets: createSocketPool({ ...shared, pace }) },
  )
}

async function remember(client: AdpClient, conversationId: ConversationId): Promise<readonly string[]> {
  const remembered = await client.remember(conversationId, never)
  if (!remembered.ok) return [remembered.failure.code]
  return remembered.value.map(
    ({ role, parts }) =>
      `${role}: ${parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('|')}`,
  )
}

describe.each(['v1', 'v2'] as const)(
  'what the service remembers of a conversation in %s',
  (protocolVersion) => {
    it('is all that was asked and answered, over several pages', async () => {
      const client = open({ protocolVersion, credentials: simulator.credentials })
      const conversationId = conversationIdSchema.parse(randomUUID())
      const texts = Array.from({ length: 60 }, (_, index) => `Word ${index}`)
      for (const text of texts) {
        const question = { requestId: randomUUID(), conversationId, text: `/say ${text}` }
        await client.ask(question, () => undefined, never)
      }
      expect(await remember(client, conversationId)).toEqual(
        texts.flatMap((text) => [`user: /say ${text}`, `assistant: ${text}`]),
      )
    }, 60_000)

    it('is told only with credentials, and to those who have the right ones', async () => {
      const conversationId = conversationIdSchema.parse(randomUUID())
      const wrong = { secretId: 'AKIDwrong', secretKey: 'wrong' }
      expect([
        await remember(open({ protocolVersion }), conversationId),
        await remember(open({ protocolVersion, credentials: wrong }), conversationId),
      ]).toEqual([['credentials-needed'], ['credentials-refused']])
    })

    it('is not followed for ever, nor believed in everything', async () => {
      const address = await startEndless()
      const client = open({ protocolVersion, cloudApiUrl: address, credentials: simulator.credentials })
      const remembered = await client.remember(conversationIdSchema.parse(randomUUID()), never)
      expect(remembered.ok && remembered.value.length).toBe(10_000)
    }, 60_000)
  },
)

/** A cloud API that always has another page, with things in it that are no records. */
async function startEndless(): Promise<string> {
  let page = 0
  const server = createServer((_request, response) => {
    page += 1
    const ids = Array.from({ length: 1000 }, (_, index) => `${page}-${index}`)
    const Response = {
      Records: [7, null, { RecordId: 5 }, ...ids.map((RecordId) => ({ RecordId, Content: 'x' }))],
      MessageList: ids.map((RecordId) => ({ RecordId, Role: 'user', Type: 'question', ContentList: 'none' })),
      FirstRecordId: ids[0],
      HasMoreBefore: true,
    }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ Response }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

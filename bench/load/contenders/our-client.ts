// Our client alone: from the wire to answer events.
import { randomUUID } from 'node:crypto'
import type { AnswerEvent } from '#shared/answer.ts'
import { conversationIdSchema } from '#shared/ids.ts'
import { createAdpClient, createListeningPace, createSocketPool, withoutProxy } from '#core/adp/client.ts'
import { systemClock } from '#core/clock.ts'
import { silentLog } from '#core/log.ts'
import type { Contender } from '../task.ts'

export const runOurClient: Contender = async ({ serviceUrl, accessMethod, streams }, onPieces) => {
  const pace = createListeningPace(systemClock)
  const environment = {
    clock: systemClock,
    log: silentLog,
    random: Math.random,
    pace,
    findProxy: withoutProxy,
  }
  const sockets = createSocketPool(environment)
  const client = createAdpClient(
    {
      site: 'custom',
      serviceUrl,
      tokenEndpointUrl: `${serviceUrl}/token`,
      appKey: 'app-key',
      visitorId: 'visitor-1',
      accessMethod,
      protocolVersion: 'v2',
    },
    { onAccepted: () => undefined, onSocketState: () => undefined },
    { ...environment, sockets },
  )
  const { signal } = new AbortController()
  const count = (events: readonly AnswerEvent[]): void =>
    onPieces(events.filter(({ type }) => type === 'text-delta').length)
  const asked = Array.from({ length: streams }, async () => {
    const question = {
      requestId: randomUUID(),
      conversationId: conversationIdSchema.parse(randomUUID()),
      text: 'Measure',
    }
    await client.ask(question, count, signal)
  })
  await Promise.all(asked)
  sockets.close()
}

// Owns the channel of one question on one way: a request of its own, or a turn on a WebSocket of the pool.
import type { Way } from './access.ts'
import type { Channel, Generation } from './channel.ts'
import type { AdpConnection, AdpEnvironment, AdpQuestion } from './client.ts'
import { findSseEndpoint } from './endpoints.ts'
import { createFailedChannel } from './failed-channel.ts'
import type { SocketRequest } from './socket-pool.ts'
import { createSseChannel, type SseOptions } from './sse-channel.ts'

export interface ChannelRequest extends Pick<SocketRequest, 'fetchToken' | 'onState'> {
  readonly connection: AdpConnection
  readonly way: Way
  readonly generation: Generation
  readonly question: AdpQuestion
  /** Of HTTP SSE. */
  readonly onHead?: SseOptions['onHead']
}

export function createChannel(
  request: ChannelRequest,
  { clock, pace, findProxy, sockets }: Omit<AdpEnvironment, 'log' | 'random'>,
): Channel {
  const { connection, way, generation, question, onHead } = request
  if (way.accessMethod === 'websocket') return sockets.createChannel(request)
  const endpoint = findSseEndpoint(connection, generation.ssePath)
  if (!endpoint.ok) return createFailedChannel(endpoint.failure)
  const body = generation.encodeQuestion(question, connection)
  return createSseChannel({ url: endpoint.url, body, clock, pace, findProxy, onHead })
}

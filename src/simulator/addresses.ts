// Owns the addresses of the simulated service.
import type { Generation } from './scenario.ts'

export const chatPaths: Readonly<Record<Generation, string>> = {
  v1: '/v1/qbot/chat/sse',
  v2: '/adp/v2/chat',
}
/** The trailing slash is a part of them. */
export const socketPaths: Readonly<Record<Generation, string>> = {
  v1: '/v1/qbot/chat/conn/',
  v2: '/adp/v2/chat/conn/',
}
/** The AppKey follows. */
export const tokenPath = '/token/'

/** Each with what is there, for the list that `--help` prints. */
export const addresses: readonly (readonly [string, string])[] = [
  [`POST ${chatPaths.v1}`, 'protocol v1 over HTTP SSE'],
  [`POST ${chatPaths.v2}`, 'protocol v2 over HTTP SSE'],
  [`GET ${socketPaths.v1}?EIO=4&transport=websocket`, 'protocol v1 over a socket'],
  [`GET ${socketPaths.v2}?EIO=4&transport=websocket`, 'protocol v2 over a socket'],
  [`POST ${tokenPath}APPKEY`, 'a token for a socket, for {"visitorId":"…"}'],
]

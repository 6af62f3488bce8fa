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
export const parsePath = '/v1/qbot/chat/docParse'
/** Of cloud calls, which are told apart by their headers. */
export const cloudPath = '/'
/** The AppKey follows. */
export const tokenPath = '/token/'
/** The id of the application follows. */
export const avatarPath = '/avatar/'
/** The path in the object storage follows. */
export const uploadPath = '/cos'

/** A picture, for answers that point to one. */
export const picturePath = '/pictures/lighthouse.png'

/** Each with what is there, for the list that `--help` prints. */
export const addresses: readonly (readonly [string, string])[] = [
  [`POST ${chatPaths.v1}`, 'protocol v1 over HTTP SSE'],
  [`POST ${chatPaths.v2}`, 'protocol v2 over HTTP SSE'],
  [`GET ${socketPaths.v1}?EIO=4&transport=websocket`, 'protocol v1 over a socket'],
  [`GET ${socketPaths.v2}?EIO=4&transport=websocket`, 'protocol v2 over a socket'],
  [`POST ${parsePath}`, 'parsing of a document that was uploaded'],
  [`POST ${cloudPath}`, 'cloud calls, signed by TC3-HMAC-SHA256: lke 2023-11-30 and adp 2026-05-20'],
  [`GET ${avatarPath}APPID`, 'the picture of an application'],
  [`PUT ${uploadPath}/PATH, GET ${uploadPath}/PATH`, 'the object storage for uploads'],
  [`GET ${picturePath}`, 'a picture, to which the answer to /picture points'],
  [`POST ${tokenPath}APPKEY`, 'a token for a socket, for {"visitorId":"…"}'],
]

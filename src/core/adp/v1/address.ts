// Owns where a v1 event says which turn it belongs to: `request_id` in most events, only the answer's record id in
// `reference`, beside an error that has no payload. Read by hand: it is asked of every event on a socket.
import type { EventAddress } from '../channel.ts'
import { isObject, readId } from '../wire-schema.ts'

export function readAddress(body: unknown): EventAddress {
  if (!isObject(body)) return {}
  const payload = isObject(body['payload']) ? body['payload'] : body
  const requestId = readId(payload['request_id']) ?? readId(body['request_id'])
  if (isObject(payload['error']) || isObject(body['error'])) return { requestId, isError: true, isLast: true }
  const isFromSelf = payload['is_from_self'] === true
  return {
    requestId,
    conversationId: readId(payload['session_id']),
    recordId: readId(payload['record_id']),
    isAnswer: !isFromSelf,
    isLast: !isFromSelf && payload['is_final'] === true,
  }
}

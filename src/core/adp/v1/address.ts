// Owns where a v1 event says which turn it belongs to: `request_id` in most events, only the answer's record id in
// `reference`, beside an error that has no payload. Read by hand: it is asked of every event on a socket.
import type { EventAddress } from '../channel.ts'
import { isObject } from './schema.ts'

export function readAddress(body: unknown): EventAddress {
  if (!isObject(body)) return {}
  const payload = isObject(body['payload']) ? body['payload'] : body
  return {
    requestId: readId(payload['request_id']) ?? readId(body['request_id']),
    // The echo carries the question's record id, which names the turn as well.
    recordId: readId(payload['record_id']),
  }
}

function readId(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

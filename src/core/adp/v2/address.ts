// Owns where a v2 event says which turn it belongs to: records name themselves and the request, messages only their own
// id, and pieces of text nothing but the message. Read by hand: it is asked of every event on a socket.
import type { EventAddress } from '../channel.ts'
import { isObject, readId } from '../wire-schema.ts'

export function readAddress(body: unknown): EventAddress {
  if (!isObject(body)) return {}
  const type = body['Type']
  const ack = body['RequestAck']
  if (isObject(ack)) return readRecord(ack)
  const response = body['Response']
  if (isObject(response)) {
    return { ...readRecord(response), isAnswer: true, isLast: type === 'response.completed' }
  }
  if (type === 'error') return readError(body)
  const message = body['Message']
  const id = readId(body['MessageId']) ?? (isObject(message) ? readId(message['MessageId']) : undefined)
  return {
    requestId: readId(body['RequestId']),
    conversationId: readId(body['ConversationId']),
    recordId: readId(body['RecordId']),
    messageIds: id === undefined ? [] : [id],
  }
}

function readRecord(record: Readonly<Record<string, unknown>>): EventAddress {
  const extra = record['ExtraInfo']
  const messages = record['Messages']
  return {
    requestId: isObject(extra) ? readId(extra['RequestId']) : undefined,
    conversationId: readId(record['ConversationId']),
    recordId: readId(record['RecordId']),
    messageIds: Array.isArray(messages)
      ? messages.flatMap((message: unknown) =>
          isObject(message) ? (readId(message['MessageId']) ?? []) : [],
        )
      : [],
  }
}

/** The ids stand inside of `Error`, or beside it where the error is not nested. */
function readError(body: Readonly<Record<string, unknown>>): EventAddress {
  const error = isObject(body['Error']) ? body['Error'] : body
  return {
    requestId: readId(error['RequestId']) ?? readId(body['RequestId']),
    recordId: readId(error['RecordId']) ?? readId(body['RecordId']),
    isError: true,
    isLast: true,
  }
}

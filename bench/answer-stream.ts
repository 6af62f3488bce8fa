// Owns the answers that are streamed in measurements: a turn of v2 as the service sends it, one text in small pieces.

export interface StreamedTurn {
  readonly requestId: string
  readonly conversationId: string
}

/** One event as the service spells it. */
export interface StreamedEvent {
  readonly Type: string
  readonly [member: string]: unknown
}

/** Characters of every piece, so that those that were put together can still be counted. */
export const pieceLength = 10

const pieces = [
  'The quick ',
  'brown fox ',
  '那只敏捷的狐狸跳过了',
  '懒狗。\n\n这里还写着',
  'jumps over',
  ' the lazy ',
  '**dog**.  ',
]

/** So many pieces of text, all of the same length. */
export function createPieces(count: number): string[] {
  return Array.from({ length: count }, (_, index) => pieces[index % pieces.length] ?? '')
}

/** The turn's events in three groups: before the text, one piece of text each, and after it. */
export function createAnswer(
  { requestId, conversationId }: StreamedTurn,
  texts: readonly string[],
): { readonly first: StreamedEvent[]; readonly middle: StreamedEvent[]; readonly last: StreamedEvent[] } {
  const recordId = `rec_${requestId}`
  const messageId = `rpl_${recordId}`
  const record = {
    Role: 'assistant',
    RecordId: recordId,
    RelatedRecordId: `ask_${requestId}`,
    ConversationId: conversationId,
    StatusDesc: '',
    ExtraInfo: {
      RequestId: requestId,
      TraceId: `trace_${requestId}`,
      Elapsed: '120',
      StartTime: '1771812106000',
    },
  }
  const message = {
    Type: 'reply',
    MessageId: messageId,
    Name: 'reply',
    Title: '回复',
    Icon: '',
    StatusDesc: '',
  }
  const whole = { ...message, Status: 'success', Contents: [{ Type: 'text', Text: texts.join('') }] }
  return {
    first: [
      {
        Type: 'request_ack',
        RequestAck: {
          ...record,
          Role: 'user',
          RecordId: record.RelatedRecordId,
          RelatedRecordId: '',
          Status: 'success',
          Messages: [],
        },
      },
      { Type: 'response.created', Response: { ...record, Status: 'processing' } },
      { Type: 'message.added', Message: { ...message, Status: 'processing' } },
      { Type: 'content.added', MessageId: messageId, ContentIndex: 0, Content: { Type: 'text', Text: '' } },
    ],
    middle: texts.map((Text) => ({ Type: 'text.delta', MessageId: messageId, ContentIndex: 0, Text })),
    last: [
      { Type: 'message.done', MessageId: messageId, Message: whole },
      { Type: 'response.completed', Response: { ...record, Status: 'success', Messages: [whole] } },
    ],
  }
}

export type EncodeEvent = (event: StreamedEvent) => Buffer<ArrayBuffer>

export const encodeServerSentEvent: EncodeEvent = (event) =>
  Buffer.from(`event:${event.Type}\ndata:${JSON.stringify(event)}\n\n`)

/** One event as a Socket.IO packet in an unmasked WebSocket frame of text. */
export const encodeSocketFrame: EncodeEvent = (event) => {
  const payload = Buffer.from(`42${JSON.stringify([event.Type, event])}`)
  const { length } = payload
  if (length < 126) return Buffer.concat([Buffer.from([0x81, length]), payload])
  const head =
    length < 65_536 ? Buffer.from([0x81, 126, 0, 0]) : Buffer.from([0x81, 127, 0, 0, 0, 0, 0, 0, 0, 0])
  if (length < 65_536) head.writeUInt16BE(length, 2)
  else head.writeUInt32BE(length, 6)
  return Buffer.concat([head, payload])
}

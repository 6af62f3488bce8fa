// Owns what the messages of a record that the service remembers are in our words: told to the decoder of the stream as the
// events that would have said them, so that an answer reads the same whether it was streamed or fetched.
import type { AnswerEvent } from '#shared/answer.ts'
import type { Part } from '#shared/part.ts'
import type { RemoteMessage } from '../cloud/group-messages.ts'
import type { RemoteStatus } from '../cloud/status.ts'
import { foldAnswer } from '../fold-answer.ts'
import { createV2Decoder } from './decode.ts'

const wireStatus: Readonly<Record<RemoteStatus, string>> = {
  running: 'processing',
  complete: 'success',
  failed: 'failed',
  stopped: 'stop',
}

/** The parts that the messages of one record make, in their order. */
export function decodeRemoteMessages(messages: readonly RemoteMessage[]): readonly Part[] {
  const decoder = createV2Decoder({ requestId: '' })
  const events = messages.flatMap((message): AnswerEvent[] => {
    const body = {
      Type: 'message.done',
      MessageId: message.messageId,
      Message: {
        Type: message.type,
        MessageId: message.messageId,
        Name: message.name,
        Title: message.title,
        Status: wireStatus[message.status ?? 'complete'],
        Contents: message.contents,
      },
    }
    return decoder.decode({ type: 'event', name: undefined, body, text: JSON.stringify(body) })
  })
  const held = decoder.end({ type: 'closed' }).filter(({ type }) => type !== 'answer-end')
  return foldAnswer([...events, ...held]).parts
}

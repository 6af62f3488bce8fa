// Owns the body of a question in v1 over HTTP SSE: what a plain question needs of the fields in the Dialogue API (HTTP SSE)
// document. The AppKey travels in it; there is no header and no signature.
import type { WireBody } from '../channel.ts'
import type { AdpConnection, AdpQuestion } from '../client.ts'

/** Characters per packet. Every packet carries the whole text so far, so fewer, larger ones than the default of 5. */
const charactersPerPacket = 10

export function encodeQuestion(question: AdpQuestion, connection: AdpConnection): WireBody {
  return {
    request_id: question.requestId,
    session_id: question.conversationId,
    bot_app_key: connection.appKey,
    visitor_biz_id: connection.visitorId,
    content: question.text,
    // Pieces were switched off twice in the official client because the service did not honour them.
    incremental: false,
    streaming_throttle: charactersPerPacket,
    stream: 'enable',
  }
}

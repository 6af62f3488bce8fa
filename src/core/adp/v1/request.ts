// Owns what is said to the service in v1: a question in the fields of the Dialogue API documents, and how a running answer
// is stopped. Over HTTP SSE the AppKey travels in the body; there is no header and no signature.
import type { SocketMessage, WireBody } from '../channel.ts'
import type { AdpConnection, AdpQuestion } from '../client.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { encodeSwitch, encodeVariables } from '../request-options.ts'

/** Characters per packet. A packet may carry the whole text so far, so fewer, larger ones than the default of 5. */
const charactersPerPacket = 10

export function encodeQuestion(
  question: AdpQuestion,
  connection: AdpConnection,
  isIncremental: boolean,
): WireBody {
  const { request_id, session_id, ...rest } = encodeFields(question, isIncremental)
  return {
    request_id,
    session_id,
    bot_app_key: connection.appKey,
    visitor_biz_id: connection.visitorId,
    ...rest,
  }
}

export function encodeSocketQuestion(question: AdpQuestion, isIncremental: boolean): SocketMessage {
  return { name: 'send', body: { payload: encodeFields(question, isIncremental) } }
}

/** As the official web demo sends it; the document does not name it. */
export function encodeSocketStop(recordId: string): SocketMessage {
  return { name: 'stop_generation', body: { payload: { record_id: recordId } } }
}

function encodeFields(question: AdpQuestion, isIncremental: boolean) {
  const { options = {} } = question
  return omitUndefined({
    request_id: question.requestId,
    session_id: question.conversationId,
    content: encodeContent(question),
    file_infos: encodeDocuments(question),
    incremental: isIncremental,
    streaming_throttle: options.streamingThrottle ?? charactersPerPacket,
    stream: 'enable',
    system_role: options.systemRole,
    model_name: options.model,
    search_network: encodeSwitch(options.webSearch),
    workflow_status: encodeSwitch(options.workflow),
    custom_variables: encodeVariables(options.customVariables),
  })
}

/** Images stand in the text as markdown shows them, behind the words. */
function encodeContent({ text, files = [] }: AdpQuestion): string {
  const images = files.filter(({ kind }) => kind === 'image')
  // A bracket in an address would end it.
  const marks = images.map(({ url }) => `![](${url.replaceAll('(', '%28').replaceAll(')', '%29')})`)
  return [text, ...marks].filter((line) => line.trim() !== '').join('\n')
}

/** Every member is text. A document that was not parsed has no id. */
function encodeDocuments({ files = [] }: AdpQuestion) {
  const documents = files.filter(({ kind }) => kind === 'document')
  if (documents.length === 0) return undefined
  return documents.map(({ name, sizeBytes, fileType, url, documentId = '' }) => ({
    doc_id: documentId,
    file_name: name,
    file_size: String(sizeBytes),
    file_type: fileType,
    file_url: url,
  }))
}

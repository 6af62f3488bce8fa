// Owns what is said to the service in v2: a question in the fields of the dialogue documents, and how a running answer is
// stopped. Over HTTP SSE the AppKey and the person travel in the body; on a socket the token names both.
import type { WidgetAction } from '#shared/question.ts'
import type { SocketMessage, WireBody } from '../channel.ts'
import type { AdpConnection, AdpQuestion, SentFile } from '../client.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { encodeSwitch, encodeVariables } from '../request-options.ts'

export function encodeQuestion(
  question: AdpQuestion,
  connection: AdpConnection,
  isIncremental: boolean,
): WireBody {
  return {
    ...encodeFields(question, isIncremental),
    AppKey: connection.appKey,
    // The first is deprecated since 2026-09, the second required since then.
    VisitorId: connection.visitorId,
    UserId: connection.visitorId,
  }
}

export function encodeSocketQuestion(question: AdpQuestion, isIncremental: boolean): SocketMessage {
  return { name: 'request', body: { Type: 'request', Request: encodeFields(question, isIncremental) } }
}

/** As a public client sends it; the document could not be read at this place. */
export function encodeSocketStop(recordId: string): SocketMessage {
  return {
    name: 'stop_generation',
    body: { Type: 'stop_generation', StopGeneration: { RecordId: recordId } },
  }
}

function encodeFields(question: AdpQuestion, isIncremental: boolean) {
  const { options = {} } = question
  const variables = encodeVariables(options.customVariables)
  return omitUndefined({
    RequestId: question.requestId,
    ConversationId: question.conversationId,
    Contents: question.widgetAction
      ? // Alone, as the official client has it.
        [encodeAction(question.widgetAction)]
      : [
          // Words first, as the documents have it; files may stand alone.
          ...(question.text.trim() === '' && question.files?.length
            ? []
            : [{ Type: 'text', Text: question.text }]),
          ...(question.files ?? []).map(encodeFile),
          // Behind what a person said, as the official client has it.
          ...(variables === undefined ? [] : [{ Type: 'custom_variables', CustomVariables: variables }]),
        ],
    Incremental: isIncremental,
    Stream: 'enable',
    StreamingThrottle: options.streamingThrottle,
    SystemRole: options.systemRole,
    SearchNetwork: encodeSwitch(options.webSearch),
    ModelName: options.model,
    WorkflowStatus: encodeSwitch(options.workflow),
  })
}

function encodeAction({ widgetId, runId, actionType, payload }: WidgetAction) {
  return {
    Type: 'widget_action',
    WidgetAction: { WidgetId: widgetId, WidgetRunId: runId, ActionType: actionType, Payload: payload },
  }
}

/** Both spellings of the id are in use. A document that was not parsed has none. */
function encodeFile({ kind, name, sizeBytes, fileType, url, documentId }: SentFile) {
  if (kind === 'image') return { Type: 'image', Image: { Url: url } }
  const ids = documentId === undefined ? {} : { DocId: documentId, DocBizId: documentId }
  const file = { FileName: name, FileSize: String(sizeBytes), FileType: fileType, FileUrl: url, ...ids }
  return { Type: 'file', File: file }
}

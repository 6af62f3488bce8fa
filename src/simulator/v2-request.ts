// Owns the question as protocol generation 2 asks it (adp dialogue API v2, HTTP SSE and WebSocket documents): which bodies
// are accepted and which code the others get. Unknown members are ignored.
import { findApp, type App } from './apps.ts'
import type { FileCard, QuestionContent } from './content.ts'
import { defaultThrottle, isTooLong, textOf, type Question, type Refusal } from './question.ts'
import {
  isAbsentOr,
  isBoolean,
  isMembers,
  isSwitch,
  isText,
  isTextRecord,
  isThrottle,
  optionalString,
  type Members,
} from './validation.ts'

const idPattern = /^[a-zA-Z0-9_-]{32,64}$/
const lenientIdPattern = /^[^]{1,255}$/

/** The body as it stands over HTTP SSE; on a socket the caller adds the application and the visitor of its token. */
export function parseV2Question(body: unknown): Question | Refusal {
  if (!isMembers(body)) return { code: 400, requestId: '' }
  const requestId = optionalString(body['RequestId'])
  const refusal = (code: number): Refusal => ({ code, requestId: requestId ?? '' })

  if (!isText(body['AppKey'], 1, 128)) return refusal(400)
  const app = findApp(body['AppKey'])
  if (app === undefined) return refusal(4505004)
  if (app.state === 'deleted') return refusal(460004)
  if (app.state === 'unpublished') return refusal(460048)
  if (app.oddity === 'generation-1-only') return refusal(460030)
  if (!hasValidShape(body, app)) return refusal(400)

  const contents = readContents(body['Contents'], app)
  if (contents === undefined || isBlank(contents)) return refusal(400)
  if (isTooLong(textOf(contents))) return refusal(460034)

  return {
    app,
    requestId,
    conversationId: String(body['ConversationId']),
    visitorId: optionalString(body['UserId']) ?? optionalString(body['VisitorId']) ?? '',
    contents,
    throttle: Number(body['StreamingThrottle'] ?? 0) || defaultThrottle,
    isIncremental: body['Incremental'] === true,
    isStreamed: body['Stream'] !== 'disable',
    modelName: optionalString(body['ModelName']) ?? '',
    toolOutputs: [],
  }
}

function hasValidShape(body: Members, { oddity }: App): boolean {
  const { RequestId, ConversationId, VisitorId, UserId, UserName, SystemRole, ModelName } = body
  const { Incremental, Stream, StreamingThrottle, SearchNetwork, WorkflowStatus } = body
  const pattern = oddity === 'lenient' ? lenientIdPattern : idPattern
  const isId = (value: unknown) => typeof value === 'string' && pattern.test(value)
  const hasVisitor = [VisitorId, UserId].some((value) => isText(value, 1, 64))
  return (
    isAbsentOr(RequestId, isId) &&
    isId(ConversationId) &&
    (hasVisitor || oddity === 'lenient') &&
    [VisitorId, UserId, UserName, SystemRole, ModelName].every((value) =>
      isAbsentOr(value, (present) => typeof present === 'string'),
    ) &&
    [Incremental, body['EnableMultiIntent'], body['GenerateAgain']].every((value) =>
      isAbsentOr(value, isBoolean),
    ) &&
    [Stream, SearchNetwork, WorkflowStatus].every((value) => isAbsentOr(value, isSwitch)) &&
    isAbsentOr(StreamingThrottle, isThrottle)
  )
}

/** Undefined when one of them is of no known kind or lacks what its kind demands. */
function readContents(value: unknown, app: App): readonly QuestionContent[] | undefined {
  if (!Array.isArray(value)) return undefined
  const contents = value.map((item: unknown) => readContent(item, app))
  return contents.every((content) => content !== undefined) ? contents : undefined
}

function readContent(item: unknown, app: App): QuestionContent | undefined {
  if (!isMembers(item)) return undefined
  const { Type, Text, Image, File, CustomVariables, WidgetAction } = item
  switch (Type) {
    case 'text':
      return typeof Text === 'string' ? { type: 'text', text: Text } : undefined
    case 'image':
      return isMembers(Image) && isText(Image['Url'], 1, 4096)
        ? { type: 'image', url: Image['Url'] }
        : undefined
    case 'file': {
      const file = isMembers(File) ? readFile(File, app) : undefined
      return file === undefined ? undefined : { type: 'file', file }
    }
    case 'custom_variables':
      return isTextRecord(CustomVariables)
        ? { type: 'custom-variables', variables: CustomVariables }
        : undefined
    case 'widget_action':
      return isMembers(WidgetAction) ? readAction(WidgetAction) : undefined
    default:
      return undefined
  }
}

/** Applications in standard mode must be given the document id that parsing gave. */
function readFile(file: Members, { mode }: App): FileCard | undefined {
  const { FileName, FileSize, FileUrl, FileType } = file
  const documentId = optionalString(file['DocId']) ?? optionalString(file['DocBizId'])
  if (mode === 'standard' && documentId === undefined) return undefined
  if (typeof FileName !== 'string' || typeof FileSize !== 'string') return undefined
  if (typeof FileUrl !== 'string' || typeof FileType !== 'string') return undefined
  return { name: FileName, size: FileSize, url: FileUrl, fileType: FileType, documentId: documentId ?? '' }
}

function readAction(action: Members): QuestionContent | undefined {
  const { WidgetId, WidgetRunId, ActionType, Payload } = action
  if (typeof WidgetId !== 'string' || typeof WidgetRunId !== 'string') return undefined
  if (typeof ActionType !== 'string' || typeof Payload !== 'string') return undefined
  return {
    type: 'widget-action',
    action: { widgetId: WidgetId, widgetRunId: WidgetRunId, actionType: ActionType, payload: Payload },
  }
}

/** Variables alone are no question. */
function isBlank(contents: readonly QuestionContent[]): boolean {
  return contents.every(
    (content) =>
      content.type === 'custom-variables' || (content.type === 'text' && content.text.trim() === ''),
  )
}

// Owns the question as protocol generation 1 asks it (adp dialogue API, HTTP SSE and WebSocket documents): which bodies
// are accepted and which code the others get. Unknown members are ignored.
import { findApp } from './apps.ts'
import type { FileCard } from './content.ts'
import { defaultThrottle, isTooLong, type Question, type Refusal } from './question.ts'
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

type V1File = Readonly<Record<(typeof fileMembers)[number], string>>
const fileMembers = ['doc_id', 'file_name', 'file_size', 'file_type', 'file_url'] as const

/** The body as it stands over HTTP SSE; on a socket the caller adds the application and the visitor of its token. */
export function parseV1Question(body: unknown): Question | Refusal {
  if (!isMembers(body)) return { code: 400, requestId: '' }
  const requestId = optionalString(body['request_id'])
  const refusal = (code: number): Refusal => ({ code, requestId: requestId ?? '' })
  if (!hasValidShape(body)) return refusal(400)

  const app = findApp(String(body['bot_app_key']))
  if (app === undefined) return refusal(4505004)
  if (app.state === 'deleted') return refusal(460004)
  if (app.state === 'unpublished') return refusal(460048)
  if (app.mode === 'claw') return refusal(460030)

  const text = String(body['content'] ?? '')
  const files = Array.isArray(body['file_infos']) ? body['file_infos'].filter(isFile).map(readFile) : []
  if (text.trim() === '' && files.length === 0) return refusal(400)
  if (isTooLong(text)) return refusal(460034)

  return {
    app,
    requestId,
    conversationId: String(body['session_id']),
    visitorId: String(body['visitor_biz_id']),
    contents: [{ type: 'text', text }, ...files.map((file) => ({ type: 'file' as const, file }))],
    throttle: Number(body['streaming_throttle'] ?? 0) || defaultThrottle,
    isIncremental: body['incremental'] === true,
    isStreamed: body['stream'] !== 'disable',
    modelName: optionalString(body['model_name']) ?? '',
    // Spelled so by the official Go SDK.
    toolOutputs: readToolOutputs(body['tool_ouputs']),
  }
}

function hasValidShape(body: Members): boolean {
  const { request_id, session_id, bot_app_key, visitor_biz_id, content, file_infos } = body
  const { streaming_throttle, incremental, stream, search_network, workflow_status, custom_variables } = body
  const { system_role, model_name } = body
  return (
    (request_id === undefined || isText(request_id, 0, 255)) &&
    typeof session_id === 'string' &&
    /^[a-zA-Z0-9_-]{2,64}$/.test(session_id) &&
    isText(bot_app_key, 1, 128) &&
    isText(visitor_biz_id, 1, 64) &&
    (content === undefined || typeof content === 'string') &&
    isAbsentOr(file_infos, (value) => Array.isArray(value) && value.every(isFile)) &&
    isAbsentOr(streaming_throttle, isThrottle) &&
    isAbsentOr(incremental, isBoolean) &&
    [system_role, model_name].every((value) => isAbsentOr(value, (present) => typeof present === 'string')) &&
    [stream, search_network, workflow_status].every((value) => isAbsentOr(value, isSwitch)) &&
    isAbsentOr(custom_variables, isTextRecord)
  )
}

/** Every member of a file is text, its size too. */
function isFile(value: unknown): value is V1File {
  return isMembers(value) && fileMembers.every((member) => typeof value[member] === 'string')
}

function readFile(file: V1File): FileCard {
  return {
    name: file.file_name,
    size: file.file_size,
    url: file.file_url,
    fileType: file.file_type,
    documentId: file.doc_id,
  }
}

function readToolOutputs(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return []
  return value.filter(isMembers).map((member) => optionalString(member['output']) ?? '')
}

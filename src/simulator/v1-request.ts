// Owns the question as protocol generation 1 asks it over HTTP SSE (adp dialogue API, HTTP SSE document): which bodies
// are accepted and which code the others get. Unknown members are ignored.
import { findApp, type App } from './apps.ts'

export interface V1Request {
  readonly app: App
  readonly requestId: string | undefined
  readonly sessionId: string
  readonly visitorId: string
  readonly content: string
  readonly files: readonly V1File[]
  /** Code points in a packet. */
  readonly throttle: number
  readonly isIncremental: boolean
  readonly isStreamed: boolean
  readonly modelName: string
  readonly toolOutputs: readonly string[]
}

export type V1File = Readonly<Record<(typeof fileMembers)[number], string>>

export interface V1Refusal {
  readonly code: number
  readonly requestId: string
}

const fileMembers = ['doc_id', 'file_name', 'file_size', 'file_type', 'file_url'] as const
const switches = ['', 'enable', 'disable']
const defaultThrottle = 5
/** Code points; older editions of the document name this number. `/long` may be asked for with more. */
const maxQuestionLength = 6000

type Members = Readonly<Record<string, unknown>>

export function parseV1Request(body: unknown): V1Request | V1Refusal {
  if (!isMembers(body)) return { code: 400, requestId: '' }
  const requestId = optionalString(body['request_id'])
  const refusal = (code: number): V1Refusal => ({ code, requestId: requestId ?? '' })
  if (!hasValidShape(body)) return refusal(400)

  const app = findApp(String(body['bot_app_key']))
  if (app === undefined) return refusal(4505004)
  if (app.state === 'deleted') return refusal(460004)
  if (app.state === 'unpublished') return refusal(460048)

  const content = String(body['content'] ?? '')
  const files = Array.isArray(body['file_infos']) ? body['file_infos'].filter(isFile) : []
  if (content.trim() === '' && files.length === 0) return refusal(400)
  if ([...content].length > maxQuestionLength && !/^\s*\/long(\s|$)/.test(content)) return refusal(460034)

  return {
    app,
    requestId,
    sessionId: String(body['session_id']),
    visitorId: String(body['visitor_biz_id']),
    content,
    files,
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
  return (
    (request_id === undefined || isText(request_id, 0, 255)) &&
    typeof session_id === 'string' &&
    /^[a-zA-Z0-9_-]{2,64}$/.test(session_id) &&
    isText(bot_app_key, 1, 128) &&
    isText(visitor_biz_id, 1, 64) &&
    (content === undefined || typeof content === 'string') &&
    isAbsentOr(file_infos, (value) => Array.isArray(value) && value.every(isFile)) &&
    isAbsentOr(streaming_throttle, isThrottle) &&
    isAbsentOr(incremental, (value) => typeof value === 'boolean') &&
    [stream, search_network, workflow_status].every((value) => isAbsentOr(value, isSwitch)) &&
    isAbsentOr(custom_variables, isTextRecord)
  )
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isAbsentOr(value: unknown, isValid: (value: unknown) => boolean): boolean {
  return value === undefined || value === null || isValid(value)
}

function isText(value: unknown, min: number, max: number): boolean {
  return typeof value === 'string' && value.length >= min && value.length <= max
}

function isThrottle(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 31
}

function isSwitch(value: unknown): boolean {
  return typeof value === 'string' && switches.includes(value)
}

function isTextRecord(value: unknown): boolean {
  return isMembers(value) && Object.values(value).every((member) => typeof member === 'string')
}

/** Every member of a file is text, its size too. */
function isFile(value: unknown): value is V1File {
  return isMembers(value) && fileMembers.every((member) => typeof value[member] === 'string')
}

function optionalString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function readToolOutputs(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return []
  return value.filter(isMembers).map((member) => optionalString(member['output']) ?? '')
}

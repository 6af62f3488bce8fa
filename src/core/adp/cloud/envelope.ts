// Owns the envelope of the cloud API, `{"Response": …}`: what an action has answered, or which error is in it. A response
// without the envelope is somebody else's; ../http-failure.ts says which failure that is.
import type { Failure } from '#shared/failure.ts'
import { createHttpFailure } from '../http-failure.ts'
import { parseWireJson } from '../parse-wire-json.ts'
import { isObject } from '../wire-schema.ts'
import type { CloudAction } from './action.ts'
import { createCloudFailure, type CloudError } from './cloud-failure.ts'
import type { TextResponse } from './exchange.ts'
import { fail, type Result } from '../result.ts'

/** Blanks secrets out; asked before words are cut to their limits: half a secret would not be found any more. */
type Hide = (words: string) => string

/** The content is judged, not its type: gateways change that. */
export function readResponse<Value>(
  action: CloudAction<Value>,
  response: TextResponse,
  hide: Hide,
): Result<Value> {
  const json = parseWireJson(response.text)
  const content = json.ok && isObject(json.value) ? json.value['Response'] : undefined
  if (!isObject(content)) return { ok: false, failure: createHttpFailure(response, hide(response.text)) }
  const requestId = readWords(content['RequestId'], hide)
  const error = content['Error']
  if (error !== undefined && error !== null) {
    return { ok: false, failure: createErrorFailure(action, readError(error, requestId, hide), response) }
  }
  if (response.status !== 200) return { ok: false, failure: createHttpFailure(response, '') }
  const parsed = action.response.safeParse(content)
  if (parsed.success) return { ok: true, value: parsed.data }
  const ids = requestId === undefined ? {} : { requestId: requestId.slice(0, 255) }
  return fail('cloud-failed', { cause: 'UNEXPECTED_RESPONSE', ...ids }, { retryable: false })
}

function readError(error: unknown, requestId: string | undefined, hide: Hide): CloudError {
  const members: Readonly<Record<string, unknown>> = isObject(error) ? error : { Message: error }
  return {
    code: readWords(members['Code'], hide) ?? '',
    message: readWords(members['Message'], hide) ?? '',
    requestId,
  }
}

function readWords(value: unknown, hide: Hide): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? hide(String(value)) || undefined : undefined
}

function createErrorFailure(
  { numbers }: Pick<CloudAction<unknown>, 'numbers'>,
  error: CloudError,
  { status, headers, receivedAt }: TextResponse,
): Failure {
  const serverTime = Date.parse(headers['date'] ?? '')
  return createCloudFailure(error, {
    httpStatus: status,
    clockAheadMs: Number.isNaN(serverTime) ? undefined : receivedAt - serverTime,
    numbers,
  })
}

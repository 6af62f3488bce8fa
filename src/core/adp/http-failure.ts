// Owns the failures that a whole HTTP response is: a status other than 200, or something else than a stream.
// Errors that the service names by number are remote-error.ts's, also when they come this way.
import { createFailure, type Failure, type FailureCode, type FailureDetail } from '#shared/failure.ts'
import type { HttpResponse } from './http-request.ts'
import { omitUndefined } from './omit-undefined.ts'
import { parseWireJson } from './parse-wire-json.ts'
import { createRemoteFailure, findRemoteError } from './remote-error.ts'

/** Longer than anyone waits for an answer; what is above it says the same. */
const maxRetryAfterMs = 86_400_000

type Head = Pick<HttpResponse, 'status' | 'headers'>

/** The failure in a response that is no stream. `text` is the beginning of its body. */
export function createHttpFailure(head: Head, text: string): Failure {
  const json = parseWireJson(text)
  const error = json.ok ? findRemoteError(json.value) : undefined
  const detail = omitUndefined<FailureDetail>({
    httpStatus: head.status,
    retryAfterMs: readRetryAfterMs(head.headers),
  })
  const code = codeFor(head.status)
  return error ? createRemoteFailure(error, code, detail) : createFailure(code, detail)
}

function codeFor(httpStatus: number): FailureCode {
  if (httpStatus === 429) return 'busy'
  if (httpStatus === 413) return 'question-too-long'
  if (httpStatus === 401 || httpStatus === 403 || httpStatus === 407) return 'access-denied'
  // 408: the server gave up waiting for the request.
  if (httpStatus >= 500 || httpStatus === 408) return 'unavailable'
  // The service answers its own errors with 200; anything else is somebody else's answer: a proxy, a portal, a web site.
  return 'not-adp'
}

/** `Retry-After` is a number of seconds, or a date (RFC 9110, 10.2.3), which counts from the sender's own. */
function readRetryAfterMs(headers: Head['headers']): number | undefined {
  const value = headers['retry-after']?.trim() ?? ''
  const ms = /^\d{1,9}$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - Date.parse(headers['date'] ?? '')
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), maxRetryAfterMs) : undefined
}

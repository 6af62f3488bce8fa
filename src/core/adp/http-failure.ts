// Owns the failures that a whole HTTP response is: a status other than 200, or something else than a stream.
// Errors that the service names by number are remote-error.ts's, also when they come this way.
import { createFailure, type Failure, type FailureCode } from '#shared/failure.ts'
import { parseWireJson } from './parse-wire-json.ts'
import { createRemoteFailure, findRemoteError } from './remote-error.ts'

/** The failure in a response that is no stream. `text` is the beginning of its body. */
export function createHttpFailure(httpStatus: number, text: string): Failure {
  const json = parseWireJson(text)
  const error = json.ok ? findRemoteError(json.value) : undefined
  if (error) return createRemoteFailure(error, codeFor(httpStatus), httpStatus)
  return createFailure(codeFor(httpStatus), { httpStatus })
}

function codeFor(httpStatus: number): FailureCode {
  if (httpStatus === 429) return 'busy'
  if (httpStatus === 413) return 'question-too-long'
  // 408: the server gave up waiting for the request.
  if (httpStatus >= 500 || httpStatus === 408) return 'unavailable'
  // The service answers its own errors with 200; anything else is somebody else's answer: a proxy, a portal, a web site.
  return 'not-adp'
}

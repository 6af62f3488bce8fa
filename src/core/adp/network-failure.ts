// Owns the failures below HTTP: what is thrown when a connection cannot be made, and what the system calls it. Whether it was
// the proxy that could not be used, tunnel.ts says.
import { createFailure, type Failure, type FailureCode } from '#shared/failure.ts'
import { omitUndefined } from './omit-undefined.ts'
import { ProxyError } from './tunnel.ts'

/** OpenSSL's and Node's names for a certificate or a handshake that cannot be trusted. */
const insecure =
  /^(ERR_SSL_|ERR_TLS_|CERT_|CRL_|ERROR_IN_CERT|ERROR_IN_CRL|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|EPROTO)/

/** Names of the HTTP parser for an answer that is no HTTP; for the worst it has no code, only the name of its error. */
const notHttp = /^(HTTPParserError|HPE_|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_)/

/** The failure to get any response. */
export function createNetworkFailure(error: unknown): Failure {
  if (error instanceof ProxyError) {
    return createFailure('proxy-failed', omitUndefined({ cause: error.code, httpStatus: error.httpStatus }))
  }
  const cause = findSystemCode(error)
  return createFailure(codeFor(cause), { cause })
}

/** The failure in the middle of a response: whatever it was, the rest of the answer is missing. */
export function createCutOffFailure(error: unknown): Failure {
  return createFailure('cut-off', { cause: findSystemCode(error) })
}

function codeFor(cause: string): FailureCode {
  if (insecure.test(cause)) return 'not-secure'
  return notHttp.test(cause) ? 'not-adp' : 'unreachable'
}

/**
 * The innermost code, or name where there is no code: `fetch` wraps the system's error, sometimes as a list with one
 * error for each address it has tried.
 */
function findSystemCode(error: unknown): string {
  let code: string | undefined
  let name = 'Error'
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth += 1) {
    name = current.name
    if ('code' in current && typeof current.code === 'string') code = current.code
    current = current.cause ?? (current instanceof AggregateError ? current.errors[0] : undefined)
  }
  return (code ?? name).slice(0, 200)
}

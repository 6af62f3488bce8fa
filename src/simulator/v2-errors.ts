// Owns how generation 2 spells errors.
import { errorMessage } from './error-messages.ts'
import { encodeJson, type JsonObject } from './json.ts'
import type { WireEvent } from './speaker.ts'
import type { Spelling } from './spelling.ts'

interface ErrorOrigin {
  readonly requestId: string
  readonly traceId: string
  readonly form: Spelling['errorForm']
}

export function errorMembers(code: number, { requestId, traceId, form }: ErrorOrigin): JsonObject {
  const error = { Code: code, Message: errorMessage(code) }
  const whole = { ...error, RequestId: requestId, TraceId: traceId }
  switch (form) {
    case 'flat':
      return whole
    case 'without-ids':
      return { Error: error }
    case 'nested':
      return { Error: whole }
  }
}

/** The only event of a request that is refused. */
export function encodeV2Refusal(code: number, requestId: string, traceId: string): WireEvent {
  const body = { Type: 'error', ...errorMembers(code, { requestId, traceId, form: 'nested' }) }
  return { name: 'error', body: encodeJson(body, { order: 'given', absent: 'left-out' }), delayMs: 0 }
}

// Owns the errors of the cloud API: which of our failures each one is, and whether calling again helps. Names from the list
// that all products share; numbers, which stand in front of a message, as public clients of this product report them.
// Numbers of the dialogue, which the same back end uses here too, are ../remote-error.ts's.
import { createFailure, type Failure, type FailureCode, type FailureDetail } from '#shared/failure.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { createRemoteFailure } from '../remote-error.ts'

/** An error as the cloud API states it. */
export interface CloudError {
  readonly code: string
  readonly message: string
  readonly requestId: string | undefined
}

export interface CloudErrorContext {
  readonly httpStatus: number
  /** How far our clock is ahead of the service's, where the response says its time. */
  readonly clockAheadMs: number | undefined
  /** What numbers mean for the action that was called, and for no other. */
  readonly numbers?: Readonly<Record<number, FailureCode>> | undefined
}

/** The service refuses signatures that are older or younger. */
const maxClockDifferenceMs = 300_000

const numbers: Readonly<Record<number, FailureCode>> = {
  450203: 'credentials-refused', // no such SecretId on the stand-alone site
  450205: 'credentials-refused', // its signature is another one
  4900001: 'quota-used-up',
}
const signatureNumber = 450205

/** Dialogue errors have six digits and more. Below are numbers of HTTP, which mean something else here. */
const firstDialogueNumber = 460_000

export function createCloudFailure(error: CloudError, context: CloudErrorContext): Failure {
  const { code, message } = error
  const number = findNumber(message)
  const detail = omitUndefined<FailureDetail>({
    httpStatus: context.httpStatus === 200 ? undefined : context.httpStatus,
    cloudCode: code.slice(0, 200) || undefined,
    remoteCode: number,
    remoteMessage: message.slice(0, 4000) || undefined,
    requestId: error.requestId?.slice(0, 255),
  })
  if (isAboutTime(code, number, context.clockAheadMs)) {
    return createFailure('clock-wrong', omitUndefined({ ...detail, clockAheadMs: context.clockAheadMs }))
  }
  const named = findByName(code) ?? findByNumber(number, context.numbers)
  if (named !== undefined) return createFailure(named, detail)
  if (number !== undefined && number >= firstDialogueNumber) {
    const failure = createRemoteFailure({ ...error, code: number }, 'cloud-failed', detail)
    if (failure.code !== 'cloud-failed') return failure
  }
  return createFailure('cloud-failed', detail, { retryable: isOf(code, 'InternalError') })
}

/** Whether the service was asked too often to do anything. */
export function isRateLimited(failure: Failure): boolean {
  return isOf(failure.detail?.cloudCode ?? '', 'RequestLimitExceeded')
}

/** Another clock makes another signature; the service does not always find out that this is the reason. */
function isAboutTime(code: string, number: number | undefined, clockAheadMs: number | undefined): boolean {
  if (isOf(code, 'AuthFailure.SignatureExpire')) return true
  const isSignature = isOf(code, 'AuthFailure.SignatureFailure') || number === signatureNumber
  return isSignature && Math.abs(clockAheadMs ?? 0) > maxClockDifferenceMs
}

function findByName(code: string): FailureCode | undefined {
  if (isOf(code, 'RequestLimitExceeded')) return 'busy'
  if (isOf(code, 'UnauthorizedOperation') || isOf(code, 'AuthFailure.UnauthorizedOperation')) {
    return 'permission-missing'
  }
  const isRefused = /^AuthFailure\.(SecretIdNotFound|SignatureFailure|InvalidSecretId|TokenFailure)$/
  return isRefused.test(code) ? 'credentials-refused' : undefined
}

function findByNumber(number: number | undefined, ofAction: CloudErrorContext['numbers']) {
  return number === undefined ? undefined : (numbers[number] ?? ofAction?.[number])
}

/** Names of errors become more exact behind a dot. */
function isOf(code: string, family: string): boolean {
  return code === family || code.startsWith(`${family}.`)
}

/** The number in front of a message: `450203-ErrSecretNotFound`, `450205`. Not the one in "400 characters". */
function findNumber(message: string): number | undefined {
  const [, digits] = /^\s*(\d{6,9}(?!\d)|\d{3,5}(?=\s*(?:[-:：]|$)))/.exec(message) ?? []
  return digits === undefined ? undefined : Number(digits)
}

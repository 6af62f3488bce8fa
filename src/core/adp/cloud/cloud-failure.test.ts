import { describe, expect, it } from 'vitest'
import type { FailureCode, FailureDetail } from '#shared/failure.ts'
import { createCloudFailure, isRateLimited, type CloudErrorContext } from './cloud-failure.ts'
import { summary } from './test-server.ts'

const context: CloudErrorContext = { httpStatus: 200, clockAheadMs: 1000 }

function failureOf(code: string, message: string, more: Partial<CloudErrorContext> = {}) {
  const failure = createCloudFailure({ code, message, requestId: 'request-1' }, { ...context, ...more })
  return summary({ ok: false, failure })
}

function failed(code: FailureCode, retryable: boolean, detail: FailureDetail) {
  return { code, retryable, detail: { requestId: 'request-1', ...detail } }
}

describe('an error with a name of its own', () => {
  it.each<[string, FailureCode, boolean]>([
    ['AuthFailure.SecretIdNotFound', 'credentials-refused', false],
    ['AuthFailure.SignatureFailure', 'credentials-refused', false],
    ['AuthFailure.InvalidSecretId', 'credentials-refused', false],
    ['AuthFailure.TokenFailure', 'credentials-refused', false],
    ['AuthFailure.UnauthorizedOperation', 'permission-missing', false],
    ['UnauthorizedOperation', 'permission-missing', false],
    ['UnauthorizedOperation.CamNoAuth', 'permission-missing', false],
    ['RequestLimitExceeded', 'busy', true],
    ['RequestLimitExceeded.UinLimitExceeded', 'busy', true],
    ['InternalError', 'cloud-failed', true],
    ['InternalError.Db', 'cloud-failed', true],
    ['AuthFailure.MFAFailure', 'cloud-failed', false],
    ['InvalidParameterValue', 'cloud-failed', false],
    ['InternalErrorOfAnotherKind', 'cloud-failed', false],
    ['FailedOperation', 'cloud-failed', false],
    ['ResourceNotFound', 'cloud-failed', false],
  ])('%s is %s, and calling again helps: %s', (name, code, retryable) => {
    expect(failureOf(name, 'in its words')).toEqual(
      failed(code, retryable, { cloudCode: name, remoteMessage: 'in its words' }),
    )
  })
})

describe('an error with a number in front of its message', () => {
  it.each<[string, number | undefined, FailureCode, boolean]>([
    ['450203-ErrSecretNotFound', 450203, 'credentials-refused', false],
    ['450205', 450205, 'credentials-refused', false],
    ['450205 signature mismatch', 450205, 'credentials-refused', false],
    ['4900001-quota', 4900001, 'quota-used-up', false],
    ['4510004-space not found', 4510004, 'cloud-failed', false],
    ['4505004-invalid AppKey', 4505004, 'key-refused', false],
    ['460004-no application', 460004, 'application-unavailable', false],
    ['460011-busy', 460011, 'busy', true],
    ['460010-no conversation', 460010, 'service-failed', false],
    ['469999-something new', 469999, 'cloud-failed', false],
    ['400-bad request', 400, 'cloud-failed', false],
    ['403：denied', 403, 'cloud-failed', false],
    ['400 characters at most', undefined, 'cloud-failed', false],
    ['12345678901234567890', undefined, 'cloud-failed', false],
    ['the AppKey has 450203', undefined, 'cloud-failed', false],
  ])('%s: %s, %s', (message, number, code, retryable) => {
    const numbered = number === undefined ? {} : { remoteCode: number }
    expect(failureOf('FailedOperation', message)).toEqual(
      failed(code, retryable, { cloudCode: 'FailedOperation', remoteMessage: message, ...numbered }),
    )
  })

  it('may mean more for one action than for others', () => {
    expect(failureOf('InvalidParameter', '400-bad AppKey', { numbers: { 400: 'key-refused' } })).toEqual(
      failed('key-refused', false, {
        cloudCode: 'InvalidParameter',
        remoteCode: 400,
        remoteMessage: '400-bad AppKey',
      }),
    )
  })
})

describe('a signature that is refused', () => {
  it.each<[string, string, number | undefined, FailureCode]>([
    ['AuthFailure.SignatureExpire', 'expired', 1000, 'clock-wrong'],
    ['AuthFailure.SignatureExpire', 'expired', undefined, 'clock-wrong'],
    ['AuthFailure.SignatureFailure', 'no match', 300_001, 'clock-wrong'],
    ['AuthFailure.SignatureFailure', 'no match', -300_001, 'clock-wrong'],
    ['AuthFailure.SignatureFailure', 'no match', 300_000, 'credentials-refused'],
    ['AuthFailure.SignatureFailure', 'no match', undefined, 'credentials-refused'],
    ['AuthFailure.SecretIdNotFound', 'no such id', 3_600_000, 'credentials-refused'],
    ['FailedOperation', '450205-mismatch', 3_600_000, 'clock-wrong'],
    ['FailedOperation', '450203-no such id', 3_600_000, 'credentials-refused'],
  ])('%s %s, with our clock %s ms ahead, is %s', (name, message, clockAheadMs, code) => {
    const { detail, ...failure } = createCloudFailure(
      { code: name, message, requestId: undefined },
      { ...context, clockAheadMs },
    )
    expect([failure.code, detail?.clockAheadMs]).toEqual([
      code,
      code === 'clock-wrong' ? clockAheadMs : undefined,
    ])
  })
})

it('an error is cut to what a failure may hold', () => {
  const { detail } = createCloudFailure(
    { code: 'c'.repeat(900), message: 'm'.repeat(9000), requestId: 'r'.repeat(900) },
    { ...context, httpStatus: 500 },
  )
  expect([
    detail?.cloudCode?.length,
    detail?.remoteMessage?.length,
    detail?.requestId?.length,
    detail?.httpStatus,
  ]).toEqual([200, 4000, 255, 500])
})

it.each([
  ['RequestLimitExceeded', true],
  ['RequestLimitExceeded.IPLimitExceeded', true],
  ['LimitExceeded', false],
  ['', false],
])('after %j nothing has been done: %s', (code, expected) => {
  expect(isRateLimited(createCloudFailure({ code, message: '', requestId: undefined }, context))).toBe(
    expected,
  )
})

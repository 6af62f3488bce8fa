import { describe, expect, it } from 'vitest'
import type { TestReport, TestStepName } from '#shared/connection-test.ts'
import { createFailure, failureCodeSchema, type FailureDetail, type FailureCode } from '#shared/failure.ts'
import type { ProfileSettings } from '#shared/profile.ts'
import { messages } from '../../i18n/index.ts'
import { findAdvice } from './find-advice.ts'

interface Found {
  readonly site?: ProfileSettings['site']
  readonly clockAheadMs?: number
  readonly step?: TestStepName
}

function createReport(code: FailureCode, detail: FailureDetail, found: Found = {}): TestReport {
  const { site = 'china', clockAheadMs = null, step = 'first-event' } = found
  return {
    verdict: 'fails',
    attempts: [
      {
        way: { accessMethod: 'sse', protocolVersion: 'v2' },
        steps: [
          { name: step, status: 'failed', durationMs: 1, facts: [], failure: createFailure(code, detail) },
        ],
      },
    ],
    startedAt: 0,
    durationMs: 1,
    site,
    appKeyHint: '',
    clockAheadMs,
  }
}

describe('the advice after a test', () => {
  it.each<[string, FailureCode, FailureDetail, Found]>([
    ['key-or-site', 'key-refused', { remoteCode: 4505004 }, {}],
    ['key', 'key-refused', { remoteCode: 4505004 }, { site: 'custom' }],
    ['publish', 'application-unavailable', { remoteCode: 460048 }, {}],
    ['application-gone', 'application-unavailable', { remoteCode: 460004 }, {}],
    ['application-disabled', 'application-unavailable', { remoteCode: 460026 }, {}],
    ['application-type', 'application-unavailable', { remoteCode: 460030 }, {}],
    ['application', 'application-unavailable', { remoteCode: 460918 }, {}],
    ['credentials', 'credentials-refused', {}, { step: 'token' }],
    ['clock', 'credentials-refused', {}, { step: 'token', clockAheadMs: -400_000 }],
    ['clock', 'clock-wrong', { clockAheadMs: 400_000 }, { step: 'token' }],
    ['permission', 'permission-missing', {}, { step: 'token' }],
    ['quota', 'quota-used-up', {}, { step: 'token' }],
    ['token', 'token-refused', {}, { step: 'handshake' }],
    ['websocket-blocked', 'silent', {}, { step: 'handshake' }],
    ['websocket-blocked', 'cut-off', {}, { step: 'handshake' }],
    ['timeout', 'silent', {}, { step: 'tls' }],
    ['slow', 'silent', {}, {}],
    ['name', 'unreachable', { cause: 'ENOTFOUND' }, { step: 'name-resolution' }],
    ['refused', 'unreachable', { cause: 'ECONNREFUSED' }, { step: 'tcp' }],
    ['timeout', 'unreachable', { cause: 'ETIMEDOUT' }, { step: 'tcp' }],
    ['network', 'unreachable', { cause: 'ENETUNREACH' }, { step: 'tcp' }],
    ['proxy-unreachable', 'proxy-failed', { cause: 'ECONNREFUSED' }, { step: 'tcp' }],
    ['proxy-sign-in', 'proxy-failed', { httpStatus: 407 }, { step: 'proxy' }],
    ['proxy-refuses', 'proxy-failed', { httpStatus: 403 }, { step: 'proxy' }],
    ['certificate-name', 'not-secure', { cause: 'ERR_TLS_CERT_ALTNAME_INVALID' }, { step: 'tls' }],
    ['certificate-untrusted', 'not-secure', { cause: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, { step: 'tls' }],
    ['certificate-untrusted', 'not-secure', { cause: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }, { step: 'tls' }],
    ['clock', 'not-secure', { cause: 'CERT_NOT_YET_VALID' }, { step: 'tls', site: 'custom' }],
    ['clock', 'not-secure', { cause: 'CERT_HAS_EXPIRED' }, { step: 'tls' }],
    ['certificate-expired', 'not-secure', { cause: 'CERT_HAS_EXPIRED' }, { step: 'tls', site: 'custom' }],
    ['checks-off', 'not-secure', { cause: 'NODE_TLS_REJECT_UNAUTHORIZED' }, { step: 'settings' }],
    ['not-encrypted', 'not-secure', { cause: 'NOT_HTTPS' }, { step: 'settings' }],
    ['tls', 'not-secure', { cause: 'EPROTO' }, { step: 'tls' }],
    ['version', 'not-adp', { httpStatus: 404 }, { step: 'request' }],
    ['version', 'service-failed', { remoteCode: 460002 }, {}],
    ['service-url', 'not-adp', { httpStatus: 200 }, { step: 'request' }],
  ])('is %s for %s %j', (advice, code, detail, found) => {
    expect(findAdvice(createReport(code, detail, found))).toBe(advice)
  })

  it('is there for every failure, at every step, with a sentence in both languages', () => {
    const steps: readonly TestStepName[] = ['settings', 'tcp', 'tls', 'token', 'handshake', 'first-text']
    const missing = failureCodeSchema.options.flatMap((code) =>
      steps.filter((step) => {
        const advice = findAdvice(createReport(code, {}, { step }))
        return (
          !advice ||
          !messages.en.connectionTest.advice[advice] ||
          !messages['zh-CN'].connectionTest.advice[advice]
        )
      }),
    )
    expect(missing).toEqual([])
  })

  it('is none for what works, and for what was cancelled', () => {
    const report = createReport('busy', {})
    expect([
      findAdvice({ ...report, verdict: 'works' }),
      findAdvice({ ...report, verdict: 'cancelled' }),
    ]).toEqual([undefined, undefined])
  })

  it('names the clock also where it works: credentials would be refused', () => {
    const report = createReport('busy', {}, { clockAheadMs: 600_000 })
    expect(findAdvice({ ...report, verdict: 'works' })).toBe('clock')
  })

  it('after a detour is what spares it', () => {
    const { attempts, ...report } = createReport('permission-missing', {}, { step: 'token' })
    const other = (accessMethod: 'sse' | 'websocket', protocolVersion: 'v1' | 'v2') => ({
      ...report,
      verdict: 'works-otherwise' as const,
      attempts: [...attempts, { way: { accessMethod, protocolVersion }, steps: [] }],
    })
    expect([findAdvice(other('sse', 'v1')), findAdvice(other('websocket', 'v2'))]).toEqual([
      'version-found',
      'permission',
    ])
  })
})

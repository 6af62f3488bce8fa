import { describe, expect, it } from 'vitest'
import type { FailureCode } from '#shared/failure.ts'
import { createRemoteFailure, findRemoteError } from './remote-error.ts'

describe('an error of the service', () => {
  it.each<[number, FailureCode, boolean]>([
    [400, 'service-failed', false],
    [460004, 'application-unavailable', false],
    [460007, 'service-failed', true],
    [460011, 'busy', true],
    [460020, 'service-failed', true],
    [460032, 'quota-used-up', false],
    [460033, 'application-unavailable', false],
    [460034, 'question-too-long', false],
    [460301, 'service-failed', true],
    [460401, 'service-failed', true],
    [460501, 'question-refused', false],
    [460502, 'answer-refused', false],
    [460800, 'service-failed', false],
    [460917, 'service-failed', true],
    [460918, 'application-unavailable', false],
    [4505004, 'key-refused', false],
    [999, 'service-failed', true],
  ])('%i is %s, and asking again helps: %s', (code, expected, retryable) => {
    expect(createRemoteFailure({ code, message: 'in its words' })).toMatchObject({
      code: expected,
      retryable,
      detail: { remoteCode: code, remoteMessage: 'in its words' },
    })
  })

  it.each<[string, unknown]>([
    ['bare', { type: 'error', error: { code: 460011, message: 'busy' }, request_id: 'r', trace_id: 't' }],
    [
      'in a payload',
      { payload: { error: { code: '460011', message: 'busy' }, request_id: 'r', trace_id: 't' } },
    ],
    [
      'beside a payload',
      { payload: null, error: { code: 460011, message: 'busy' }, request_id: 'r', trace_id: 't' },
    ],
  ])('is found %s', (_place, body) => {
    expect(findRemoteError(body)).toEqual({ code: 460011, message: 'busy', requestId: 'r', traceId: 't' })
  })

  it.each([
    [null],
    ['error'],
    [{}],
    [{ error: 'no' }],
    [{ error: { code: 'invalid_key', message: 'no' } }],
    [[]],
  ])('is not found in %j', (body) => {
    expect(findRemoteError(body)).toBeUndefined()
  })

  it('is cut to what a failure may hold', () => {
    const { detail } = createRemoteFailure({
      code: 1,
      message: 'm'.repeat(9000),
      requestId: 'r'.repeat(900),
      traceId: 't'.repeat(900),
    })
    expect([detail?.remoteMessage?.length, detail?.requestId?.length, detail?.traceId?.length]).toEqual([
      4000, 255, 255,
    ])
  })
})

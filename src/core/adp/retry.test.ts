import { expect, it } from 'vitest'
import { createFailure, type FailureCode, type FailureDetail } from '#shared/failure.ts'
import { retryDelayMs } from './retry.ts'

const middle = () => 0.5

it('waits one, two, four seconds and then no more', () => {
  const failure = createFailure('busy', { remoteCode: 460011 })
  expect([0, 1, 2, 3].map((retry) => retryDelayMs(failure, retry, middle))).toEqual([
    1000,
    2000,
    4000,
    undefined,
  ])
})

it('waits a quarter longer or shorter by chance', () => {
  const failure = createFailure('busy')
  expect([() => 0, () => 0.999].map((random) => retryDelayMs(failure, 0, random))).toEqual([750, 1250])
})

it.each<[FailureCode, FailureDetail, number | undefined]>([
  ['busy', { httpStatus: 429 }, 1000],
  ['busy', { httpStatus: 429, retryAfterMs: 5000 }, 5000],
  ['busy', { httpStatus: 429, retryAfterMs: 60_001 }, undefined],
  ['busy', { httpStatus: 429, retryAfterMs: 10 }, 1000],
  ['unavailable', { httpStatus: 503 }, 1000],
  ['unavailable', { httpStatus: 500 }, undefined],
  ['unavailable', { httpStatus: 502 }, undefined],
  ['unavailable', { httpStatus: 504 }, undefined],
  ['service-failed', { remoteCode: 460020 }, undefined],
  ['quota-used-up', { remoteCode: 460032 }, undefined],
  ['unreachable', {}, undefined],
  ['cut-off', {}, undefined],
])('%s %j: %j ms', (code, detail, expected) => {
  expect(retryDelayMs(createFailure(code, detail), 0, middle)).toBe(expected)
})

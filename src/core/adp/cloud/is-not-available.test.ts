import { expect, it } from 'vitest'
import { createFailure, type Failure } from '#shared/failure.ts'
import { isNotAvailable } from './is-not-available.ts'

it.each<[boolean, string, Failure]>([
  [true, 'an unknown action', createFailure('cloud-failed', { cloudCode: 'InvalidAction' })],
  [true, 'an unknown version', createFailure('cloud-failed', { cloudCode: 'NoSuchVersion' })],
  [
    true,
    'an operation of other accounts',
    createFailure('cloud-failed', { cloudCode: 'UnsupportedOperation' }),
  ],
  [
    true,
    'an operation that is not allowed',
    createFailure('permission-missing', { cloudCode: 'UnauthorizedOperation.CamNoAuth' }),
  ],
  [
    true,
    'an operation that is not allowed, as another family has it',
    createFailure('permission-missing', { cloudCode: 'AuthFailure.UnauthorizedOperation' }),
  ],
  [true, 'no such resource', createFailure('cloud-failed', { cloudCode: 'ResourceNotFound.App' })],
  [true, 'an unknown host', createFailure('unreachable', { cause: 'ENOTFOUND' })],
  [true, 'somebody else', createFailure('not-adp', { httpStatus: 404 })],
  [false, 'a refused connection', createFailure('unreachable', { cause: 'ECONNREFUSED' })],
  [
    false,
    'a wrong SecretId',
    createFailure('credentials-refused', { cloudCode: 'AuthFailure.SecretIdNotFound' }),
  ],
  [false, 'a bad parameter', createFailure('cloud-failed', { cloudCode: 'InvalidParameterValue' })],
  [false, 'silence', createFailure('silent')],
])('another way may help (%s) after %s', (expected, _what, failure) => {
  expect(isNotAvailable(failure)).toBe(expected)
})

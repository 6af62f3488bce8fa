import { expect, it } from 'vitest'
import { createFailure, failureSchema } from '#shared/failure.ts'
import { hideSecretsOfFailure, hideSecrets } from './hide-secrets.ts'

it('secrets are blanked out of words, a longer one before one that it contains', () => {
  expect(hideSecrets('AKID1 and AKID12, AKID1', ['AKID1', '', 'AKID12'])).toBe(
    '[hidden] and [hidden], [hidden]',
  )
})

it('a failure full of secrets is still one that can be stored', () => {
  const failure = createFailure('cloud-failed', {
    httpStatus: 500,
    remoteMessage: 'key'.repeat(1333),
    requestId: 'key',
    cloudCode: 'key',
    cause: 'key',
  })
  const hidden = hideSecretsOfFailure(failure, ['key'])
  expect([
    failureSchema.safeParse(hidden).success,
    JSON.stringify(hidden.detail).includes('key'),
    hidden.detail?.httpStatus,
  ]).toEqual([true, false, 500])
})

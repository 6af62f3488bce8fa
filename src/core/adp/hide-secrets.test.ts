import { expect, it } from 'vitest'
import type { AnswerEvent } from '#shared/answer.ts'
import { createFailure, failureSchema } from '#shared/failure.ts'
import { hideSecrets, hideSecretsOfEvent, hideSecretsOfFailure } from './hide-secrets.ts'

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

const failure = createFailure('service-failed', { remoteMessage: 'key-1 and key-2 are wrong' })

it.each<AnswerEvent>([
  { type: 'unknown', name: 'key-1', raw: '{"a":"key-2"}' },
  { type: 'part-set', part: { type: 'unknown', key: 'unknown:m', name: 'x', raw: '{"a":"key-1"}' } },
  { type: 'answer-end', status: 'failed', failure },
  { type: 'answer-wait', wait: { failure, retry: 1, maxRetries: 3, resumesAt: 0 } },
])('secrets are blanked out of the event %j', (event) => {
  expect(JSON.stringify(hideSecretsOfEvent(event, ['key-1', '', 'key-2']))).not.toMatch(/key-[12]/)
})

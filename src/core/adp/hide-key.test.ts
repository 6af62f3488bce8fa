import { expect, it } from 'vitest'
import { answerEventSchema, type AnswerEvent } from '#shared/answer.ts'
import { createFailure } from '#shared/failure.ts'
import { hideKey } from './hide-key.ts'

it('a message full of a short AppKey is still one that can be stored', () => {
  const failure = createFailure('service-failed', { remoteMessage: 'key'.repeat(1333) })
  const event: AnswerEvent = { type: 'answer-end', status: 'failed', failure }
  const hidden = hideKey(event, 'key')
  expect([answerEventSchema.safeParse(hidden).success, JSON.stringify(hidden).includes('key')]).toEqual([
    true,
    false,
  ])
})

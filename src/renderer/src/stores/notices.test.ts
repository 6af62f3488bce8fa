import { describe, expect, it } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import { useNoticesStore } from './notices.ts'
import { startTestHost } from './test-host.ts'

describe('a notice', () => {
  it('says what failed until something succeeds', async () => {
    startTestHost({})
    const notices = useNoticesStore()
    const failed = await notices.watchOver(Promise.reject(new FailureError(createFailure('not-found'))))
    const code = notices.failure?.code
    const done = await notices.watchOver(Promise.resolve('done'))
    expect([failed, code, done, notices.failure]).toEqual([undefined, 'not-found', 'done', null])
  })

  it('does not hide a mistake in the program', async () => {
    startTestHost({})
    const mistake = new Error('a mistake')
    await expect(useNoticesStore().watchOver(Promise.reject(mistake))).rejects.toBe(mistake)
  })
})

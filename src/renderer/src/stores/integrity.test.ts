import { describe, expect, it } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { IntegrityStatus } from '#shared/integrity.ts'
import { useIntegrityStore } from './integrity.ts'
import { startTestHost } from './test-host.ts'

const unknown: IntegrityStatus = {
  report: null,
  isNews: false,
  recovery: null,
  isRecoveryNews: false,
  isChecking: false,
}
const damaged: IntegrityStatus = {
  ...unknown,
  isNews: true,
  report: {
    checkedAt: 1,
    reason: 'asked',
    checked: 9,
    damaged: 1,
    known: 0,
    files: 0,
    conversations: [],
    faults: [],
  },
}

describe('the health of the history', () => {
  it('is what the engine says last', async () => {
    const host = startTestHost({ 'integrity.describe': () => unknown })
    const integrity = useIntegrityStore()
    await integrity.load()
    const before = [integrity.isDamaged, integrity.share]
    host.emit({ name: 'integrity.changed', payload: { status: damaged } })
    host.emit({ name: 'integrity.progressed', payload: { share: 0.5 } })
    expect([before, integrity.isDamaged, integrity.share]).toEqual([[false, 0], true, 0.5])
  })

  it.each([
    ['a check that was cancelled is no failure', createFailure('check-cancelled'), null],
    ['a check that failed says why', createFailure('unexpected'), createFailure('unexpected')],
  ])('%s', async (_name, failure, expected) => {
    startTestHost({ 'integrity.check': () => Promise.reject(new FailureError(failure)) })
    const integrity = useIntegrityStore()
    await integrity.check()
    expect(integrity.failure).toEqual(expected)
  })

  it('a recovery that failed can be tried again', async () => {
    const failure = createFailure('recovery-failed')
    startTestHost({ 'recovery.start': () => Promise.reject(new FailureError(failure)) })
    const integrity = useIntegrityStore()
    await integrity.recover('recovery.start')
    expect([integrity.isRecovering, integrity.failure]).toEqual([false, failure])
  })
})

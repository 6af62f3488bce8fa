import { describe, expect, it } from 'vitest'
import { createFailure } from '#shared/failure.ts'
import { useHistoryStore } from './history.ts'
import { startTestHost } from './test-host.ts'

describe('the history', () => {
  it('says whether it can be written', () => {
    const host = startTestHost({})
    const history = useHistoryStore()
    const failure = createFailure('not-saved')
    host.emit({ name: 'history.changed', payload: { failure } })
    const during = history.failure
    host.emit({ name: 'history.changed', payload: { failure: null } })
    expect([during, history.failure]).toEqual([failure, null])
  })
})

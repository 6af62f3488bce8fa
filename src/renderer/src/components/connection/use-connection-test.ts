// Owns one connection test of a form at a time: starting and cancelling it, and what it has found so far. The program does it
// (contract `connectionTest.start`).
import { computed, onScopeDispose, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { CallInput } from '#shared/contract/contract.ts'
import type { TestAttempt, TestReport } from '#shared/connection-test.ts'
import type { Failure } from '#shared/failure.ts'
import { useBridge } from '../../bridge/use-bridge.ts'
import { getFailure } from '../../stores/get-failure.ts'

export interface ConnectionTest {
  readonly isRunning: ComputedRef<boolean>
  /** Null before the first test. */
  readonly attempts: Readonly<ShallowRef<readonly TestAttempt[] | null>>
  /** Null while the test runs. */
  readonly report: Readonly<ShallowRef<TestReport | null>>
  /** Why there was no test at all. */
  readonly failure: Readonly<ShallowRef<Failure | null>>
  start(what: Omit<CallInput<'connectionTest.start'>, 'testId'>): Promise<void>
  cancel(): void
  /** Forgets what was found; a test that runs is cancelled. */
  reset(): void
}

export function useConnectionTest(): ConnectionTest {
  const bridge = useBridge()
  const testId = shallowRef<string | null>(null)
  const attempts = shallowRef<readonly TestAttempt[] | null>(null)
  const report = shallowRef<TestReport | null>(null)
  const failure = shallowRef<Failure | null>(null)

  const endListening = bridge.on((event) => {
    if (event.name !== 'connectionTest.progressed' || event.payload.testId !== testId.value) return
    attempts.value = event.payload.attempts
  })

  function cancel(): void {
    // A program that is gone has no test to be cancelled.
    if (testId.value !== null) {
      bridge.call('connectionTest.cancel', { testId: testId.value }).catch(() => undefined)
    }
  }

  function reset(): void {
    cancel()
    testId.value = null
    attempts.value = null
    report.value = null
    failure.value = null
  }

  async function start(what: Omit<CallInput<'connectionTest.start'>, 'testId'>): Promise<void> {
    reset()
    const id = crypto.randomUUID()
    testId.value = id
    attempts.value = []
    try {
      const found = await bridge.call('connectionTest.start', { testId: id, ...what })
      if (testId.value !== id) return
      attempts.value = found.attempts
      report.value = found
    } catch (error) {
      if (testId.value === id) failure.value = getFailure(error)
    }
    if (testId.value === id) testId.value = null
  }

  onScopeDispose(() => {
    reset()
    endListening()
  })

  return { isRunning: computed(() => testId.value !== null), attempts, report, failure, start, cancel, reset }
}

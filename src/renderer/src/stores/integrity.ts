// Owns what the page knows of the health of the history: the last check, a running one, and a recovery. What is checked is
// the engine's matter.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Failure } from '#shared/failure.ts'
import { hasDamage, type IntegrityStatus } from '#shared/integrity.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { getFailure } from './get-failure.ts'

export const useIntegrityStore = defineStore('integrity', () => {
  const bridge = useBridge()
  const status = shallowRef<IntegrityStatus | null>(null)
  /** Of a check or a recovery, from 0 to 1. */
  const share = shallowRef(0)
  const isRecovering = shallowRef(false)
  const failure = shallowRef<Failure | null>(null)

  bridge.on((event) => {
    if (event.name === 'integrity.changed') status.value = event.payload.status
    if (event.name === 'integrity.progressed') share.value = event.payload.share
  })

  async function load(): Promise<void> {
    await attempt(async () => {
      status.value = await bridge.call('integrity.describe', {})
    })
  }

  async function check(): Promise<void> {
    share.value = 0
    await attempt(() => bridge.call('integrity.check', {}))
  }

  async function cancel(): Promise<void> {
    await attempt(() => bridge.call('integrity.cancel', {}))
  }

  async function acknowledge(): Promise<void> {
    await attempt(() => bridge.call('integrity.acknowledge', {}))
  }

  /** The page is loaded anew when it has succeeded: everything that it knows is of the history before. */
  async function recover(how: 'recovery.start' | 'recovery.startEmpty'): Promise<void> {
    share.value = 0
    isRecovering.value = true
    await attempt(() => bridge.call(how, {}))
    isRecovering.value = false
  }

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    failure.value = null
    try {
      await work()
    } catch (error) {
      const caught = getFailure(error)
      // Whoever cancels a check knows that it was cancelled.
      if (caught.code !== 'check-cancelled') failure.value = caught
    }
  }

  return {
    status,
    share,
    isRecovering,
    failure,
    isDamaged: computed(() => (status.value?.report ? hasDamage(status.value.report) : false)),
    load,
    check,
    cancel,
    acknowledge,
    recover,
  }
})

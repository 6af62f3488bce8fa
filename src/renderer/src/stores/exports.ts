// Owns the exports that run and those that have just ended, as the engine says it. What may be chosen about one is in
// components/export/ExportDialog.vue.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { CallInput } from '#shared/contract/contract.ts'
import type { ExportState } from '#shared/export.ts'
import { FailureError } from '#shared/failure.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { takeDelivery } from '../bridge/take-delivery.ts'
import { useNoticesStore } from './notices.ts'

export const useExportsStore = defineStore('exports', () => {
  const bridge = useBridge()
  const notices = useNoticesStore()
  const byId = shallowRef<ReadonlyMap<string, ExportState>>(new Map())
  /** A file that this page has asked for comes by itself; another page's does not. */
  const asked = new Set<string>()

  bridge.on((event) => {
    if (event.name !== 'export.changed') return
    const { export: state } = event.payload
    byId.value = new Map(byId.value).set(state.exportId, state)
    if (state.status !== 'running' && asked.delete(state.exportId)) onEnd(state)
  })

  function onEnd(state: ExportState): void {
    if (state.delivery?.way === 'download') void take(state)
    // Whoever has stopped it knows.
    if (state.status === 'cancelled') void forget(state.exportId)
  }

  /** When that fails, what is known stays: the next event brings what is new. */
  async function load(): Promise<void> {
    try {
      const list = await bridge.call('export.list', {})
      byId.value = new Map(list.map((state) => [state.exportId, state]))
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
    }
  }

  /** Throws with the failure when it could not begin. Nothing begins when the person chooses no place. */
  async function start(wanted: Omit<CallInput<'export.start'>, 'exportId'>): Promise<boolean> {
    const exportId = crypto.randomUUID()
    asked.add(exportId)
    const { isStarted } = await bridge.call('export.start', { exportId, ...wanted })
    if (!isStarted) asked.delete(exportId)
    return isStarted
  }

  async function cancel(exportId: string): Promise<void> {
    await notices.watchOver(bridge.call('export.cancel', { exportId }))
  }

  async function forget(exportId: string): Promise<void> {
    const left = new Map(byId.value)
    left.delete(exportId)
    byId.value = left
    await notices.watchOver(bridge.call('export.forget', { exportId }))
  }

  /** Shows it, downloads it or prints it. */
  async function take({ delivery }: ExportState): Promise<void> {
    if (delivery) await notices.watchOver(takeDelivery(bridge, delivery))
  }

  return { list: computed(() => [...byId.value.values()]), load, start, cancel, forget, take }
})

// Owns how the applications are reached at the moment, as the engine says. What a profile wants is in profiles.ts; what of
// both is shown is decided in components/connection/describe-connection.ts.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import type { ConnectionStatus } from '#shared/connection.ts'
import { FailureError } from '#shared/failure.ts'
import type { ProfileId } from '#shared/ids.ts'
import { useBridge } from '../bridge/use-bridge.ts'

export const useConnectionsStore = defineStore('connections', () => {
  const bridge = useBridge()
  /** Of the profiles that have taken a way, or are taking one. */
  const byProfile = shallowRef<ReadonlyMap<ProfileId, ConnectionStatus>>(new Map())

  /** What changed since the list was asked for; null while no list is on its way. */
  let missed: ConnectionStatus[] | null = null
  /** Counts the lists asked for, so that only the newest one is shown. */
  let loads = 0

  bridge.on((event: BridgeEvent) => {
    if (event.name !== 'connection.changed') return
    missed?.push(event.payload.connection)
    put(event.payload.connection)
  })

  /** Reads them all. When that fails, what is known stays: nothing depends on it but what is shown. */
  async function load(): Promise<void> {
    const load = ++loads
    missed = []
    try {
      const list = await bridge.call('connection.list', {})
      if (load !== loads) return
      byProfile.value = new Map(list.map((status) => [status.profileId, status]))
      for (const status of missed) put(status)
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
    } finally {
      if (load === loads) missed = null
    }
  }

  function put(status: ConnectionStatus): void {
    const before = byProfile.value.get(status.profileId)
    // Why there was no connection is still worth saying while it is tried again, and the engine has just forgotten it.
    const failure =
      status.socket === 'connecting' ? (status.failure ?? before?.failure ?? null) : status.failure
    byProfile.value = new Map(byProfile.value).set(status.profileId, { ...status, failure })
  }

  /** Has lost connections tried again at once: the network is back. */
  async function wake(): Promise<void> {
    try {
      await bridge.call('connection.wake', {})
    } catch (error) {
      // Without the engine there is nothing to wake.
      if (!(error instanceof FailureError)) throw error
    }
  }

  return { byProfile, load, wake }
})

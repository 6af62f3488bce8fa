// Owns hearing from the browser that the network is gone or back, which it notices before a connection does. The engine is told
// when it is back.
import { onBeforeUnmount, onMounted } from 'vue'
import { useConnectionsStore } from '../stores/connections.ts'
import { useNetworkStore } from '../stores/network.ts'

export function useNetworkWake(): void {
  const connections = useConnectionsStore()
  const network = useNetworkStore()
  const onOnline = (): void => {
    network.isOnline = true
    void connections.wake()
  }
  const onOffline = (): void => {
    network.isOnline = false
  }
  onMounted(() => {
    network.isOnline = navigator.onLine
    window.addEventListener('online', onOnline)
    window.addEventListener('offline', onOffline)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('online', onOnline)
    window.removeEventListener('offline', onOffline)
  })
}

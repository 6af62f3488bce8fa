// Owns telling the engine that the network is back, which a browser notices before a connection does.
import { onBeforeUnmount, onMounted } from 'vue'
import { useConnectionsStore } from '../stores/connections.ts'

export function useNetworkWake(): void {
  const connections = useConnectionsStore()
  const onOnline = (): void => void connections.wake()
  onMounted(() => window.addEventListener('online', onOnline))
  onBeforeUnmount(() => window.removeEventListener('online', onOnline))
}

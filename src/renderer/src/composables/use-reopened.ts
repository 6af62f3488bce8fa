// Owns what the page does when the history was closed and another one opened: it begins anew, because everything that it
// shows may be of the history before.
import { onUnmounted } from 'vue'
import { useBridge } from '../bridge/use-bridge.ts'

export function useReopened(): void {
  onUnmounted(
    useBridge().on((event) => {
      if (event.name === 'program.reopened') window.location.reload()
    }),
  )
}

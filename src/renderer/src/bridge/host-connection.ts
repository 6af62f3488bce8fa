// Owns HostConnection: what a page knows of the program behind it, whichever shell that is. Made by connect-host.ts.
import type { Ref } from 'vue'
import type { Bridge } from '#shared/contract/bridge.ts'

/** `ended`: this page cannot come back by itself; the program has ended or does not know the page any more. */
export type ConnectionStatus = 'connecting' | 'connected' | 'reconnecting' | 'ended'

export interface HostConnection extends Bridge {
  readonly status: Readonly<Ref<ConnectionStatus>>
  /** Calls back each time the connection is there again; events may have been missed since it was lost. */
  onReconnected(listener: () => void): () => void
}

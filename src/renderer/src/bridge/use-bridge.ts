// Owns the page's way to the engine: typed calls that throw FailureError, events, and whether the program is there.
// What carries them is chosen by connect-host.ts and installed once, by main.ts, before the first component is made.
import type { BridgeEvent, CallInput, CallName, CallOutput } from '#shared/contract/contract.ts'
import { assert } from '#shared/assert-never.ts'
import { FailureError } from '#shared/failure.ts'
import type { HostConnection } from './host-connection.ts'

export interface PageBridge extends Pick<HostConnection, 'status' | 'onReconnected'> {
  /** Throws FailureError when the call was refused or could not be made. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>
  /** Listens to every event, in order. Returns the function that ends it. */
  on(listener: (event: BridgeEvent) => void): () => void
}

let installed: PageBridge | undefined

export function installBridge(host: HostConnection): void {
  installed = {
    status: host.status,
    onReconnected(listener) {
      const endReconnected = host.onReconnected(listener)
      // Another history may lie behind the same connection then.
      const endReopened = host.on(({ name }) => {
        if (name === 'program.reopened') listener()
      })
      return () => {
        endReconnected()
        endReopened()
      }
    },
    on: host.on,
    call: async <Name extends CallName>(name: Name, input: CallInput<Name>) => {
      const reply = await host.call(name, input)
      if (!reply.ok) throw new FailureError(reply.failure)
      // The handler of `name` made it, and the compiler checked that handler: page and program are one build.
      return reply.value as CallOutput<Name>
    },
  }
}

export function useBridge(): PageBridge {
  assert(installed, 'installBridge is called before the first component is made.')
  return installed
}

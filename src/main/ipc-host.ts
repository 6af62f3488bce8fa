// Owns the bridge's end in the main process: one channel for calls, one for events, and the check of who is calling.
// Names and inputs are checked behind it, by shared/contract/dispatch.ts; the page's end is preload/index.ts.
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import type { Reply } from '#shared/contract/bridge.ts'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import { createDispatch, type Dispatch, type Handlers } from '#shared/contract/dispatch.ts'
import { createFailure } from '#shared/failure.ts'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import { appOrigin } from './app-protocol.ts'

export interface IpcHost {
  /** Lets the page of a window call and listen, until the window is gone. */
  add(contents: WebContents): void
  /** Sends an event to every page. */
  publish(event: BridgeEvent): void
}

export interface IpcHostOptions {
  readonly handlers: Handlers
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

export function openIpcHost({ handlers, clock, log }: IpcHostOptions): IpcHost {
  const dispatches = new Map<WebContents, Dispatch>()

  ipcMain.handle('adp-desk:call', async (event, name: unknown, input: unknown): Promise<Reply> => {
    const dispatch = dispatches.get(event.sender)
    if (dispatch && isOwnPage(event)) return dispatch(name, input)
    log.warn('call.refused', { reason: 'sender' })
    return { ok: false, failure: createFailure('invalid-input', { cause: 'unknown sender' }) }
  })

  return {
    add: (contents) => {
      const dispatch = createDispatch({
        handlers,
        now: () => clock.now(),
        onUnexpected: (call, error) => log.error('call.failed', { call, error: String(error) }),
      })
      dispatches.set(contents, dispatch)
      contents.once('destroyed', () => dispatches.delete(contents))
    },
    publish: (event) => {
      for (const contents of dispatches.keys()) contents.send('adp-desk:event', event)
    },
  }
}

/** Whether the top frame calls, and shows our page at this moment. */
function isOwnPage({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.origin === appOrigin
}

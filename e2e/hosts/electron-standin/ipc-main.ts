// Owns `ipcMain` of the stand-in: one handler a channel, called with what the page sent.
import type { IpcMain } from 'electron'
import { refuse, strict } from './strict.ts'

type Handler = Parameters<IpcMain['handle']>[1]

const handlers = new Map<string, Handler>()

export const ipcMain = strict('ipcMain', {
  handle: (channel, handler) => {
    if (handlers.has(channel)) refuse(`ipcMain.handle('${channel}') is called twice.`)
    handlers.set(channel, handler)
  },
} satisfies Partial<IpcMain>)

/** What `ipcRenderer.invoke` gives. Rejects as it does: with a message, without a stack. */
export async function callIpcMain(
  channel: string,
  event: { sender: object; senderFrame: object },
  args: unknown[],
): Promise<unknown> {
  const handler = handlers.get(channel)
  if (!handler) throw new Error(`No handler registered for '${channel}'`)
  // The parts of Electron's event that the stand-in knows; any other refuses to be read.
  const known = strict('IpcMainInvokeEvent', { type: 'frame', ...event }) as unknown as Parameters<Handler>[0]
  const value: unknown = await handler(known, ...args)
  return structuredClone(value)
}

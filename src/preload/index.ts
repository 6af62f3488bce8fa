// Owns what the page gets of Electron: two functions on a frozen object. Channel names and event objects stay on this
// side. The promise that they carry is Bridge, in shared/contract/bridge.ts; who may call is main/ipc-host.ts's matter.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { Bridge } from '#shared/contract/bridge.ts'
import type { BridgeEvent } from '#shared/contract/contract.ts'

const callChannel = 'adp-desk:call'
const eventChannel = 'adp-desk:event'

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(callChannel, name, input),
  on: (listener) => {
    const forward = (_event: IpcRendererEvent, event: BridgeEvent) => listener(event)
    ipcRenderer.on(eventChannel, forward)
    return () => void ipcRenderer.off(eventChannel, forward)
  },
}

contextBridge.exposeInMainWorld('adpDesk', Object.freeze(bridge))

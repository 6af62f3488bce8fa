// Owns `BrowserWindow` of the stand-in: which options a window may have, and which it must have to be safe.
import type {
  BrowserWindow as ElectronWindow,
  BrowserWindowConstructorOptions,
  Rectangle,
  WebPreferences,
} from 'electron'
import { emitAppEvent, isAppReady, isWholeAppSandboxed, onCloseWindows } from './app.ts'
import { onMessage, tell } from './channel.ts'
import { createEvent, createEvents } from './events.ts'
import { checkSessionIsGuarded } from './session.ts'
import { checkOptions, refuse, strict } from './strict.ts'
import { createContents, type Contents } from './web-contents.ts'

const knownOptions = {
  width: 1280,
  height: 800,
  x: 0,
  y: 0,
  minWidth: 0,
  minHeight: 0,
  title: '',
  backgroundColor: '',
  autoHideMenuBar: true,
  webPreferences: {},
} satisfies BrowserWindowConstructorOptions

const knownPreferences = {
  preload: '',
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  webviewTag: false,
  navigateOnDragDrop: false,
  devTools: true,
  spellcheck: true,
} satisfies WebPreferences

/** What has to be said of every window, in so many words. */
const required = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  webviewTag: false,
  navigateOnDragDrop: false,
} satisfies WebPreferences

interface OpenWindow {
  readonly id: number
  readonly contents: Contents
  readonly object: object
  readonly close: () => boolean
}

const windows = new Map<number, OpenWindow>()
let lastId = 0

onCloseWindows(() => [...windows.values()].every((window) => window.close()))
onMessage((message) => {
  if (message.type !== 'close-window') return
  windows.get(message.windowId)?.close()
  if (windows.size === 0) emitAppEvent('window-all-closed')
})

class StandinWindow {
  static getAllWindows(): object[] {
    return [...windows.values()].map(({ object }) => object)
  }

  constructor(options: BrowserWindowConstructorOptions = {}) {
    if (!isAppReady()) refuse('a window is opened before the ready event.')
    if (!isWholeAppSandboxed()) refuse('a window is opened without app.enableSandbox().')
    checkOptions('BrowserWindow', options, knownOptions)
    const preferences = options.webPreferences ?? {}
    checkOptions('webPreferences', preferences, knownPreferences)
    for (const [name, value] of Object.entries(required)) {
      if (Object.entries(preferences).find(([given]) => given === name)?.[1] !== value)
        refuse(`the window is opened without ${name}: ${String(value)}.`)
    }
    checkSessionIsGuarded()
    // Electron hands out its own objects; ours stands in for one.
    return openWindow(options) as StandinWindow
  }
}

function openWindow(options: BrowserWindowConstructorOptions): object {
  const id = ++lastId
  const events = createEvents<ElectronWindow>()('BrowserWindow', ['close', 'closed'])
  const contents = createContents(id)
  const bounds: Rectangle = {
    x: options.x ?? 0,
    y: options.y ?? 0,
    width: options.width ?? knownOptions.width,
    height: options.height ?? knownOptions.height,
  }
  let isMaximized = false

  function close(): boolean {
    const event = createEvent({})
    events.emit('close', event)
    if (event.defaultPrevented) return false
    windows.delete(id)
    contents.destroy()
    events.emit('closed')
    tell({ type: 'window-closed', windowId: id })
    return true
  }

  const object = strict('BrowserWindow', {
    webContents: contents.object,
    on: events.on,
    once: events.once,
    loadURL: (url: string) => contents.load(url),
    show: () => undefined,
    focus: () => undefined,
    isMinimized: () => false,
    restore: () => undefined,
    maximize: () => {
      isMaximized = true
    },
    isMaximized: () => isMaximized,
    getNormalBounds: () => bounds,
  } satisfies Partial<Omit<ElectronWindow, 'on' | 'once' | 'webContents'>> & {
    on: unknown
    once: unknown
    webContents: unknown
  })
  windows.set(id, { id, contents, object, close })
  tell({
    type: 'window',
    windowId: id,
    width: bounds.width,
    height: bounds.height,
    preload: options.webPreferences?.preload ?? refuse('the window has no preload.'),
  })
  emitAppEvent('web-contents-created', createEvent({}), contents.object)
  return object
}

export const BrowserWindow = strict('BrowserWindow (class)', StandinWindow)

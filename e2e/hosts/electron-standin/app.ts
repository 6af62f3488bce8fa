// Owns `app` of the stand-in: the order of a start and of an end, the folders, the single instance lock.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'electron'
import { exitAfterTelling, onMessage } from './channel.ts'
import { createEvent, createEvents } from './events.ts'
import { refuse, strict } from './strict.ts'

const events = createEvents<App>()('app', [
  'activate',
  'before-quit',
  'second-instance',
  'web-contents-created',
  'will-quit',
  'window-all-closed',
])
export const emitAppEvent = events.emit

let isReady = false
let isSandboxEnabled = false
/** Set by browser-window.ts, which knows the windows: closes them all, and says whether none refused. */
let closeWindows = (): boolean => true

const ready = new Promise<void>((resolve) => {
  // The program's own module has to have run before, as in Electron.
  setTimeout(() => {
    isReady = true
    resolve()
  }, 0)
})

const paths = new Map<string, string>([['appData', join(tmpdir(), 'electron-standin-app-data')]])

export function isAppReady(): boolean {
  return isReady
}
export function isWholeAppSandboxed(): boolean {
  return isSandboxEnabled
}
export function onCloseWindows(close: () => boolean): void {
  closeWindows = close
}

function quit(): void {
  const before = createEvent({})
  events.emit('before-quit', before)
  if (before.defaultPrevented || !closeWindows()) return
  const will = createEvent({})
  events.emit('will-quit', will)
  if (!will.defaultPrevented) exit(0)
}

function exit(code = 0): void {
  rmSync(lockFile(), { force: true })
  exitAfterTelling(code)
}

function getPath(name: string): string {
  return paths.get(name) ?? refuse(`app.getPath('${name}') is not known.`)
}

function lockFile(): string {
  return join(getPath('userData'), 'standin.lock')
}

/** The lock holds the id of its process, which is told of a second start by a signal. */
function requestSingleInstanceLock(): boolean {
  const holder = existsSync(lockFile()) ? Number(readFileSync(lockFile(), 'utf8')) : 0
  try {
    if (holder > 0 && process.kill(holder, 'SIGUSR2')) return false
  } catch {
    // Its process has been killed.
  }
  writeFileSync(lockFile(), String(process.pid))
  return true
}

process.on('SIGUSR2', () => events.emit('second-instance', createEvent({}), [], ''))
process.on('SIGTERM', quit)
onMessage((message) => {
  if (message.type === 'quit') quit()
})
// The test process is gone.
process.on('disconnect', () => process.exit(1))

export const app = strict('app', {
  on: events.on,
  whenReady: () => ready,
  quit,
  exit,
  isPackaged: false,
  enableSandbox: () => {
    if (isReady) refuse('app.enableSandbox() comes after the ready event.')
    isSandboxEnabled = true
  },
  setName: (name) => {
    if (name === '') refuse('the name of the app is empty.')
  },
  getVersion: () => readVersion(),
  getLocale: () => 'en-US',
  getPath,
  setPath: (name, path) => {
    if (name !== 'userData' && name !== 'sessionData') refuse(`app.setPath('${name}') is not known.`)
    if (isReady) refuse(`app.setPath('${name}') comes after the ready event.`)
    if (!existsSync(path)) refuse(`the folder ${path} of app.setPath('${name}') does not exist.`)
    paths.set(name, path)
  },
  requestSingleInstanceLock,
} satisfies Partial<Omit<App, 'on'>> & { on: unknown })

function readVersion(): string {
  const parsed: unknown = JSON.parse(readFileSync('package.json', 'utf8'))
  return parsed !== null && typeof parsed === 'object' && 'version' in parsed ? String(parsed.version) : ''
}

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
  'open-url',
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

/** What a second start hands over lies beside the lock. */
function startFile(): string {
  return join(getPath('userData'), 'standin-start.json')
}

/** The lock holds the id of its process, which is told of a second start by a signal. */
function requestSingleInstanceLock(additionalData: object = {}): boolean {
  const holder = existsSync(lockFile()) ? Number(readFileSync(lockFile(), 'utf8')) : 0
  try {
    if (holder > 0 && process.kill(holder, 0)) {
      writeFileSync(startFile(), JSON.stringify(additionalData))
      process.kill(holder, 'SIGUSR2')
      return false
    }
  } catch {
    // Its process has been killed.
  }
  writeFileSync(lockFile(), String(process.pid))
  return true
}

process.on('SIGUSR2', () => {
  const additionalData: unknown = JSON.parse(readFileSync(startFile(), 'utf8'))
  events.emit('second-instance', createEvent({}), [], '', additionalData)
})
process.on('SIGTERM', quit)
onMessage((message) => {
  if (message.type === 'quit') quit()
  if (message.type === 'open-url') events.emit('open-url', createEvent({}), message.url)
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
  getAppPath: () => process.cwd(),
  setAsDefaultProtocolClient: (scheme, _path, args) => {
    if (scheme !== 'adp-desk') refuse(`app.setAsDefaultProtocolClient('${scheme}') is not known.`)
    // Without it a link could pass for an option.
    if (args?.at(-1) !== '--') refuse('links are not kept apart from options.')
    return true
  },
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

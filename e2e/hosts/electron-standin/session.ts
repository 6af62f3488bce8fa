// Owns `session` of the stand-in: the handlers that decide about permissions, which have to be there, and to refuse,
// before a window opens.
import type { DownloadItem, Session } from 'electron'
import { isAppReady } from './app.ts'
import { createEvent, createEvents } from './events.ts'
import { checkOptions, refuse, strict } from './strict.ts'

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>
type DeviceHandler = NonNullable<Parameters<Session['setDevicePermissionHandler']>[0]>
type DisplayHandler = NonNullable<Parameters<Session['setDisplayMediaRequestHandler']>[0]>

const events = createEvents<Session>()('session', ['will-download'])
const set: {
  request?: RequestHandler | null
  check?: CheckHandler | null
  device?: DeviceHandler | null
  display?: DisplayHandler | null
} = {}

const defaultSession = strict('session.defaultSession', {
  on: events.on,
  // A system without a proxy.
  resolveProxy: () => Promise.resolve('DIRECT'),
  setPermissionRequestHandler: (handler) => {
    set.request = handler
  },
  setPermissionCheckHandler: (handler) => {
    set.check = handler
  },
  setDevicePermissionHandler: (handler) => {
    set.device = handler
  },
  setDisplayMediaRequestHandler: (handler) => {
    set.display = handler
  },
} satisfies Partial<Omit<Session, 'on'>> & { on: unknown })

export const session = strict('session', {
  get defaultSession() {
    if (!isAppReady()) refuse('session.defaultSession is used before the ready event.')
    return defaultSession
  },
})

/** Some that a page could turn against a person, each of which has to be refused. */
const refused = ['media', 'geolocation', 'clipboard-read', 'openExternal', 'fileSystem'] as const

export function checkSessionIsGuarded(): void {
  const { request, check, device, display } = set
  if (!request || !check || !device || !display)
    refuse('a window is opened before all four permission handlers are set.')
  for (const permission of refused) {
    const page = 'app://adp-desk/'
    // Handlers are asked for a page of their own, and may look at nothing but its address.
    const nobody = strict('webContents', {}) as Parameters<RequestHandler>[0]
    request(nobody, permission, (isGranted) => isGranted && refuse(`${permission} is granted.`), {
      isMainFrame: true,
      requestingUrl: page,
    })
    if (check(null, permission, page, { isMainFrame: true, requestingUrl: page }))
      refuse(`the check of ${permission} is passed.`)
  }
}

/** Whether the program lets a file be saved; where, it has to leave to the person. */
export function mayDownload(url: string, fileName: string): boolean {
  const event = createEvent({})
  const item = strict('DownloadItem', {
    getURL: () => url,
    getFilename: () => fileName,
    setSaveDialogOptions: (options) => checkOptions('SaveDialog', options, { defaultPath: '' }),
  } satisfies Partial<DownloadItem>)
  events.emit('will-download', event, item)
  return !event.defaultPrevented
}

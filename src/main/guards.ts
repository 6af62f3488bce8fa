// Owns what a page may not do, whatever runs in it: leave its address, open windows, embed anything but the frames that draw
// diagrams, use devices, save files other than its own exports. Links that a person clicks go out through open-external.ts.
import type {
  DownloadItem,
  Event,
  Session,
  WebContents,
  WebContentsWillFrameNavigateEventParams,
} from 'electron'
import type { Clock } from '#core/clock.ts'
import { appOrigin, isFrameAddress, isOwnAddress, pageUrl } from './app-protocol.ts'
import type { OpenLink } from './open-external.ts'
import { isSavedName } from './saved-name.ts'

/** How long after a click or key an opened link counts as a person's wish: Chromium's own transient activation. */
const gestureMs = 5000
const gestures = new Set(['mouseDown', 'rawKeyDown', 'keyDown', 'gestureTap'])

/** For every web contents of the program, from the moment it exists. */
export function guardContents(
  contents: WebContents,
  { openLink, clock }: { openLink: OpenLink; clock: Pick<Clock, 'now'> },
): void {
  /** Time of the last click or key in this page that no link has used up. */
  let gestureAt = -Infinity
  contents.on('input-event', (_event, input) => {
    if (gestures.has(input.type)) gestureAt = clock.now()
  })

  const refuseForeign = (details: Event<WebContentsWillFrameNavigateEventParams>) => {
    // The page may load itself anew and embed what draws diagrams, and nothing else.
    const isOwn = details.isMainFrame ? details.url === pageUrl : isFrameAddress(details.url)
    if (!isOwn) details.preventDefault()
  }
  contents.on('will-navigate', refuseForeign)
  contents.on('will-frame-navigate', refuseForeign)
  contents.on('will-redirect', (details) => details.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url, disposition }) => {
    if (disposition === 'foreground-tab' && isOwnAddress(contents.getURL())) {
      const hasGesture = clock.now() - gestureAt <= gestureMs
      gestureAt = -Infinity
      void openLink(url, hasGesture)
    }
    return { action: 'deny' }
  })
}

/** Of all permissions these are given, and only to our page, not to a frame in it: copying text, and telling of an answer that has ended. */
const givenPermissions: readonly string[] = ['clipboard-sanitized-write', 'notifications']

/** For the session of the window. */
export function guardSession(session: Session): void {
  const isAllowed = (permission: string, requestedBy: string, isMainFrame: boolean) =>
    givenPermissions.includes(permission) && isOwnAddress(requestedBy) && isMainFrame
  session.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(isAllowed(permission, details.requestingUrl, details.isMainFrame)),
  )
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) =>
    isAllowed(permission, requestingOrigin, details.isMainFrame),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null))
  session.on('will-download', (event, item) => {
    if (!isOwnFile(item)) return event.preventDefault()
    // No path is set here: the system's dialog asks for one.
    item.setSaveDialogOptions({ defaultPath: item.getFilename() })
  })
}

/**
 * Whether the page has made the file itself and it may have such a file saved. A person is protected by all of this together:
 * the system's dialog shows the name and asks for the place each time, the browser engine sets no permission to execute, and
 * the kind is one that nothing runs just because it is opened (saved-name.ts).
 */
function isOwnFile(item: DownloadItem): boolean {
  return item.getURL().startsWith(`blob:${appOrigin}/`) && isSavedName(item.getFilename())
}

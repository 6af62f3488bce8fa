// Owns the window: its locks, its first colour, its place. What may happen in it is guards.ts's matter, where it was last
// is read and written by window-bounds.ts.
import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { Settings } from '#shared/settings.ts'
import { pageUrl } from './app-protocol.ts'
import { chooseBounds, readWindowState, smallestSize, writeWindowState } from './window-bounds.ts'
import { windowLocks } from './window-locks.ts'

export interface WindowOptions {
  readonly preloadFile: string
  readonly stateFile: string
  readonly theme: Settings['theme']
  readonly isPackaged: boolean
  /** Called before the page is loaded, so that nothing it does comes too early. */
  readonly onCreated: (window: BrowserWindow) => void
}

/** `--color-background` of renderer/src/styles/tokens.css, so that the first frame is not a flash. */
const backgrounds = { light: '#ffffff', dark: '#191918' }

export function openWindow({ preloadFile, stateFile, theme, isPackaged, onCreated }: WindowOptions): void {
  const state = readWindowState(stateFile)
  const areas = screen.getAllDisplays().map((display) => display.workArea)
  const isDark = theme === 'system' ? nativeTheme.shouldUseDarkColors : theme === 'dark'
  const window = new BrowserWindow({
    ...chooseBounds(state, areas),
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    title: 'ADP Desk',
    backgroundColor: isDark ? backgrounds.dark : backgrounds.light,
    autoHideMenuBar: true,
    webPreferences: {
      preload: preloadFile,
      ...windowLocks,
      devTools: !isPackaged,
      // Elsewhere than on macOS the dictionary would be fetched from a server that nobody chose.
      spellcheck: process.platform === 'darwin',
    },
  })
  if (state?.isMaximized) window.maximize()
  window.on('close', () => {
    writeWindowState(stateFile, { ...window.getNormalBounds(), isMaximized: window.isMaximized() })
  })
  onCreated(window)
  void window.loadURL(pageUrl)
}

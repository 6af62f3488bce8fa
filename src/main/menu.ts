// Owns the application menu. Its roles are what makes copy, paste and undo work on macOS, and gives the usual keys
// everywhere; outside macOS the bar is hidden until Alt is pressed.
import type { MenuItemConstructorOptions } from 'electron'
import type { ShellTexts } from './shell-texts.ts'

export interface MenuOptions {
  readonly platform: NodeJS.Platform
  /** DevTools are for development only. */
  readonly isPackaged: boolean
  readonly texts: ShellTexts
  /** Items for the profiles, of profile-menu.ts; without any there is no menu for them. */
  readonly profileItems: readonly MenuItemConstructorOptions[]
}

export function createMenuTemplate({
  platform,
  isPackaged,
  texts,
  profileItems,
}: MenuOptions): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const isMac = platform === 'darwin'
  return [
    isMac ? { role: 'appMenu' } : { label: texts.file, submenu: [{ role: 'quit' }] },
    {
      label: texts.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: texts.view,
      submenu: [
        { role: 'reload' },
        ...(isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        // The plus of most keyboards, without Shift.
        {
          role: 'zoomIn',
          accelerator: 'CommandOrControl+=',
          visible: false,
          acceleratorWorksWhenHidden: true,
        },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
      ],
    },
    ...(profileItems.length === 0 ? [] : [{ label: texts.profiles, submenu: [...profileItems] }]),
    isMac
      ? { role: 'windowMenu' }
      : { label: texts.window, submenu: [{ role: 'minimize' }, { role: 'close' }] },
  ]
}

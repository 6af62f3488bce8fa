// Owns the tray: the program's place in the menu bar or task bar, there as long as the program runs. What is in its menu is
// tray-menu.ts's matter, its picture tray-icon.ts's.
import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron'
import { drawTrayIcon } from './tray-icon.ts'

export interface ProgramTray {
  setMenu(template: MenuItemConstructorOptions[]): void
}

/** A click on the picture shows the program, where the system does not open the menu for it. */
export function openTray(platform: NodeJS.Platform, show: () => void): ProgramTray {
  const isMac = platform === 'darwin'
  const image = nativeImage.createEmpty()
  for (const scaleFactor of [1, 2]) {
    image.addRepresentation({ scaleFactor, buffer: drawTrayIcon(scaleFactor, isMac) })
  }
  if (isMac) image.setTemplateImage(true)
  const tray = new Tray(image)
  tray.setToolTip('ADP Desk')
  if (!isMac) tray.on('click', show)
  return { setMenu: (template) => tray.setContextMenu(Menu.buildFromTemplate(template)) }
}

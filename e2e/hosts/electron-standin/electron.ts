// Owns the stand-in for the module `electron` in the main process: the names a program can import. A name that is missing
// here fails the program's import.
export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { dialog, shell } from './desktop.ts'
export { ipcMain } from './ipc-main.ts'
export { Menu } from './menu.ts'
export { nativeTheme, screen } from './display.ts'
export { protocol } from './protocol.ts'
export { safeStorage } from './safe-storage.ts'
export { nativeImage, Tray } from './tray.ts'
export { session } from './session.ts'

// Owns what is true of every window of the program, seen or not: it is sandboxed and isolated, without Node anywhere in it.
import type { WebPreferences } from 'electron'

export const windowLocks = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  webviewTag: false,
  navigateOnDragDrop: false,
} satisfies WebPreferences

// Owns what of the desktop around the program the stand-in has: a browser that only notes what it is asked to open, and a
// person who says no to every question.
import type { Dialog, MessageBoxOptions, OpenDialogOptions, SaveDialogOptions, Shell } from 'electron'
import { tell } from './channel.ts'
import { checkOptions, refuse, strict } from './strict.ts'

export const shell = strict('shell', {
  openExternal: async (url) => tell({ type: 'external', url }),
  // Electron answers with an error message, empty when the path was opened.
  openPath: async (path) => {
    tell({ type: 'external', url: path })
    return ''
  },
  showItemInFolder: (path) => tell({ type: 'external', url: path }),
} satisfies Partial<Shell>)

const knownOptions = {
  type: 'none',
  message: '',
  detail: '',
  buttons: [],
  defaultId: 0,
  cancelId: 0,
} satisfies MessageBoxOptions

const knownSaveOptions = { defaultPath: '', filters: [], properties: [] } satisfies SaveDialogOptions
const knownOpenOptions = { properties: [] } satisfies OpenDialogOptions

export const dialog = strict('dialog', {
  showMessageBox: async (...args: unknown[]) => {
    // Of the two forms only the one without a window is known.
    const options = args[0] as MessageBoxOptions
    checkOptions('dialog.showMessageBox', options, knownOptions)
    return { response: options.cancelId ?? refuse('a dialog has no cancelId.'), checkboxChecked: false }
  },
  showSaveDialog: async (...args: unknown[]) => {
    checkOptions('dialog.showSaveDialog', args[0] as SaveDialogOptions, knownSaveOptions)
    return { canceled: true, filePath: '' }
  },
  showOpenDialog: async (...args: unknown[]) => {
    checkOptions('dialog.showOpenDialog', args[0] as OpenDialogOptions, knownOpenOptions)
    return { canceled: true, filePaths: [] }
  },
  showErrorBox: (title, content) => void process.stderr.write(`${title}: ${content}\n`),
} satisfies Partial<Dialog>)

// Owns the places that a person chooses for files of the program's, by the system's own dialogs. A page never names a path.
import { basename, extname, join } from 'node:path'
import type { Dialog, Shell } from 'electron'
import { findFreePath } from '#core/export/destination.ts'
import type { SavingShell } from '#core/engine/outgoing-files.ts'

export interface SavingOptions {
  readonly dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>
  readonly shell: Pick<Shell, 'showItemInFolder'>
  readonly printPdf: SavingShell['printPdf']
}

export function createSavingShell({ dialog, shell, printPdf }: SavingOptions): SavingShell {
  return {
    async choosePlace({ kind, name }) {
      if (kind === 'folder') {
        const { canceled, filePaths } = await dialog.showOpenDialog({
          properties: ['openDirectory', 'createDirectory'],
        })
        const [parent] = filePaths
        // A folder of its own in the one that was chosen, so that nothing there is touched.
        return canceled || parent === undefined ? undefined : findFreePath(join(parent, name))
      }
      const extension = extname(name)
      const { canceled, filePath } = await dialog.showSaveDialog({
        defaultPath: basename(name),
        filters: [{ name: extension.slice(1).toUpperCase(), extensions: [extension.slice(1)] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      })
      if (canceled || filePath === '') return undefined
      return extname(filePath) === '' ? filePath + extension : filePath
    },
    showInFolder: (path) => shell.showItemInFolder(path),
    printPdf,
  }
}

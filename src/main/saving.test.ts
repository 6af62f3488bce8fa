import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createFolder } from '#core/store/test-store.ts'
import { createSavingShell, type SavingOptions } from './saving.ts'

/** A person who answers every dialog with this path, or with nothing. */
function createShell(answer: string | undefined) {
  const canceled = answer === undefined
  const dialog: SavingOptions['dialog'] = {
    showSaveDialog: () => Promise.resolve({ canceled, filePath: answer ?? '' }),
    showOpenDialog: () => Promise.resolve({ canceled, filePaths: canceled ? [] : [answer] }),
  }
  return createSavingShell({
    dialog,
    shell: { showItemInFolder: () => undefined },
    printPdf: () => Promise.reject(new Error('nothing is printed')),
  })
}

it.each([
  ['/home/me/Plan.md', '/home/me/Plan.md'],
  ['/home/me/Plan', '/home/me/Plan.md'],
  [undefined, undefined],
])('a file goes where the person says: %s', async (answer, path) => {
  expect(await createShell(answer).choosePlace({ kind: 'file', name: 'Plan.md' })).toBe(path)
})

it('a folder is a new one in the folder that the person chooses', async () => {
  const parent = createFolder()
  mkdirSync(join(parent, 'Export'))
  const request = { kind: 'folder', name: 'Export' } as const
  expect([
    await createShell(parent).choosePlace(request),
    await createShell(undefined).choosePlace(request),
  ]).toEqual([join(parent, 'Export 2'), undefined])
})

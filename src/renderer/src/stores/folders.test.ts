import { describe, expect, it } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import { folderIdSchema } from '#shared/ids.ts'
import { useFoldersStore } from './folders.ts'
import { settle, startTestHost } from './test-host.ts'

const [one, two, three] = [1, 2, 3].map((number) => ({
  id: folderIdSchema.parse(`00000004-0000-4000-8000-00000000000${number}`),
  name: `Folder ${number}`,
}))
if (!one || !two || !three) throw new Error('no folders')

describe('the folders', () => {
  it('are those of the program, and what it says of them later', async () => {
    const host = startTestHost({ 'folder.list': () => [one, two] })
    const store = useFoldersStore()
    await store.load()
    const before = store.folders
    host.emit({ name: 'folders.changed', payload: { folders: [three] } })
    expect([before, store.folders]).toEqual([[one, two], [three]])
  })

  it('are in a new order at once, and in the old one when that cannot be kept', async () => {
    const host = startTestHost({
      'folder.list': () => [one, two, three],
      'folder.reorder': () => {
        throw new FailureError(createFailure('not-saved'))
      },
    })
    const store = useFoldersStore()
    await store.load()
    const moving = store.move(three.id, 0).catch((error: unknown) => error)
    const meanwhile = store.folders
    const error = await moving
    await settle()
    expect({ meanwhile, error, after: store.folders, asked: host.calls.at(-1) }).toEqual({
      meanwhile: [three, one, two],
      error: new FailureError(createFailure('not-saved')),
      after: [one, two, three],
      asked: ['folder.reorder', { folderIds: [three.id, one.id, two.id] }],
    })
  })
})

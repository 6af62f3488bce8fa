// Owns the list of folders, in the person's order. Which conversation lies in which is said by the conversations.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Folder } from '#shared/folder.ts'
import type { FolderId } from '#shared/ids.ts'
import { useBridge } from '../bridge/use-bridge.ts'

export const useFoldersStore = defineStore('folders', () => {
  const bridge = useBridge()
  const folders = shallowRef<readonly Folder[]>([])

  bridge.on((event) => {
    if (event.name === 'folders.changed') folders.value = event.payload.folders
  })

  async function load(): Promise<void> {
    folders.value = await bridge.call('folder.list', {})
  }

  /** Throws with `name-taken`, as renaming does. */
  function add(name: string): Promise<Folder> {
    return bridge.call('folder.add', { name })
  }

  async function rename(folderId: FolderId, name: string): Promise<void> {
    await bridge.call('folder.rename', { folderId, name })
  }

  /** Moves a folder to a place among the others, from 0. Shown at once; when it cannot be kept, taken back and thrown. */
  async function move(folderId: FolderId, place: number): Promise<void> {
    const before = folders.value
    const moved = before.find(({ id }) => id === folderId)
    if (!moved) return
    folders.value = before.filter(({ id }) => id !== folderId).toSpliced(place, 0, moved)
    try {
      await bridge.call('folder.reorder', { folderIds: folders.value.map(({ id }) => id) })
    } catch (error) {
      folders.value = before
      throw error
    }
  }

  /** Its conversations stay. */
  async function deleteFolder(folderId: FolderId): Promise<void> {
    await bridge.call('folder.delete', { folderId })
  }

  return { folders, load, add, rename, move, deleteFolder }
})

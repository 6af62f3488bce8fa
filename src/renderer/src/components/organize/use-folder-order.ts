// Owns moving a folder among the others at a person's wish: it is done, and said to those who cannot see it.
import { useI18n } from 'vue-i18n'
import type { Folder } from '#shared/folder.ts'
import type { FolderId } from '#shared/ids.ts'
import { isolateText } from '../../composables/isolate-text.ts'
import { useAnnouncer } from '../../composables/use-announcer.ts'
import { useFoldersStore } from '../../stores/folders.ts'
import { useNoticesStore } from '../../stores/notices.ts'

export interface FolderOrder {
  /** Up or down by some places. At the end of the list nothing happens. */
  moveBy(folder: Folder, places: -1 | 1): Promise<void>
  /** To where another one stands. */
  moveTo(id: FolderId, target: FolderId): Promise<void>
}

export function useFolderOrder(): FolderOrder {
  const { t } = useI18n()
  const folders = useFoldersStore()
  const notices = useNoticesStore()
  const { announce } = useAnnouncer()

  const findPlace = (id: FolderId): number => folders.folders.findIndex((folder) => folder.id === id)

  async function put({ id, name }: Folder, place: number): Promise<void> {
    const count = folders.folders.length
    if (place < 0 || place >= count) return
    const isDone = await notices.watchOver(folders.move(id, place).then(() => true))
    if (isDone) announce(t('organize.folder.moved', { name: isolateText(name), position: place + 1, count }))
  }

  return {
    moveBy: (folder, places) => put(folder, findPlace(folder.id) + places),
    async moveTo(id, target) {
      const folder = folders.folders[findPlace(id)]
      if (folder) await put(folder, findPlace(target))
    },
  }
}

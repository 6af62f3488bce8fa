// Owns arranging conversations at a person's wish: it is done, said to those who cannot see it, and a refusal stands at the
// foot of the window.
import { useI18n } from 'vue-i18n'
import type { Arrangement } from '#shared/arrangement.ts'
import type { ConversationId } from '#shared/ids.ts'
import { isolateText } from '../../composables/isolate-text.ts'
import { useAnnouncer } from '../../composables/use-announcer.ts'
import { useConversationsStore } from '../../stores/conversations.ts'
import { useFoldersStore } from '../../stores/folders.ts'
import { useNoticesStore } from '../../stores/notices.ts'

export type Arrange = (ids: readonly ConversationId[], changes: Arrangement) => Promise<void>

export function useArranging(): Arrange {
  const { t } = useI18n()
  const conversations = useConversationsStore()
  const folders = useFoldersStore()
  const notices = useNoticesStore()
  const { announce } = useAnnouncer()

  /** The one thing that a person asked for; what was done beside it is not said. */
  function describe({ isPinned, isArchived, folderId }: Arrangement, count: number): string {
    const folder = folders.folders.find(({ id }) => id === folderId)
    if (folder) return t('organize.said.moved', { count, name: isolateText(folder.name) }, count)
    if (folderId === null) return t('organize.said.takenOut', { count }, count)
    if (isArchived !== undefined)
      return t(isArchived ? 'organize.said.archived' : 'organize.said.unarchived', { count }, count)
    if (isPinned !== undefined)
      return t(isPinned ? 'organize.said.pinned' : 'organize.said.unpinned', { count }, count)
    return t('organize.said.tagged', { count }, count)
  }

  return async (ids, changes) => {
    if (ids.length === 0) return
    const isDone = await notices.watchOver(conversations.arrange(ids, changes).then(() => true))
    if (isDone) announce(describe(changes, ids.length))
  }
}

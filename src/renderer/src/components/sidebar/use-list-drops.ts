// Owns what is dragged in the conversation list, and what happens to it where it is dropped. How dragging goes is in
// organize/use-list-drag.ts, which places there are in organize/drop-target.ts.
import { computed, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ConversationSummary } from '#shared/conversation.ts'
import { encodeDropTarget, toArrangement } from '../organize/drop-target.ts'
import { useArranging } from '../organize/use-arranging.ts'
import { useFolderOrder } from '../organize/use-folder-order.ts'
import { useListDrag, type Dragged, type ListDrag } from '../organize/use-list-drag.ts'
import type { ConversationGroup } from './group-conversations.ts'
import type { ListRow } from './list-rows.ts'

export interface ListDrops {
  readonly drag: ListDrag
  /** Conversations are dragged, and there is no heading of pinned ones yet to drop them under. */
  readonly canDropToPin: ComputedRef<boolean>
  /** A pointer went down on a row. */
  start(event: PointerEvent, row: ListRow): void
  /** As it stands in `data-drop`. */
  getDropName(group: ConversationGroup): string
  isTarget(group: ConversationGroup): boolean
}

/** `listTargets`: the conversations that go along when one of them is dragged. */
export function useListDrops(
  list: Readonly<Ref<HTMLElement | null>>,
  groups: Readonly<Ref<readonly ConversationGroup[]>>,
  listTargets: (conversation: ConversationSummary) => readonly ConversationSummary[],
): ListDrops {
  const { t } = useI18n()
  const arrange = useArranging()
  const order = useFolderOrder()

  const drag = useListDrag(list, (dragged, target) => {
    if (dragged.type === 'conversations') void arrange(dragged.ids, toArrangement(target))
    else if (target.type === 'folder') void order.moveTo(dragged.folderId, target.folderId)
  })

  function describe(row: ListRow): Dragged | undefined {
    const { folder } = row.group
    if (row.type === 'heading') return folder && { type: 'folder', folderId: folder.id, label: folder.name }
    const targets = listTargets(row.conversation)
    const label =
      targets.length > 1
        ? t('organize.menu.many', { count: targets.length }, targets.length)
        : row.conversation.title || t('frame.conversations.untitled')
    return { type: 'conversations', ids: targets.map(({ id }) => id), label }
  }

  function getDropName({ key, folder }: ConversationGroup): string {
    if (folder) return encodeDropTarget({ type: 'folder', folderId: folder.id })
    return encodeDropTarget({ type: key === 'pinned' ? 'pinned' : 'dates' })
  }

  return {
    drag,
    canDropToPin: computed(
      () => drag.dragged.value?.type === 'conversations' && groups.value[0]?.key !== 'pinned',
    ),
    start: (event, row) => drag.start(event, () => describe(row)),
    getDropName,
    isTarget: (group) => drag.over.value !== '' && drag.over.value === getDropName(group),
  }
}

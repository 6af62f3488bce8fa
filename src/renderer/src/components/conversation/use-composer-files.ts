// Owns the files of the question that is being written: whose they are, what is added to them, and whether they let the
// question go. What is known of each is in stores/attachments.ts.
import { computed, watch, type ComputedRef } from 'vue'
import type { DraftOwner } from '#shared/draft.ts'
import type { AttachmentId } from '#shared/ids.ts'
import { useAttachmentsStore } from '../../stores/attachments.ts'
import type { FileRequest } from '../../stores/composer-requests.ts'
import { useConversationsStore } from '../../stores/conversations.ts'
import { useProfilesStore } from '../../stores/profiles.ts'

export interface ComposerFiles {
  readonly owner: ComputedRef<DraftOwner | undefined>
  /** In the order in which they will stand in the question. */
  readonly ids: ComputedRef<readonly AttachmentId[]>
  /** One has not arrived yet or could not be uploaded: the question would go without it. */
  readonly isBlocked: ComputedRef<boolean>
  add(files: readonly File[], request?: FileRequest): void
}

export function useComposerFiles(): ComposerFiles {
  const conversations = useConversationsStore()
  const profiles = useProfilesStore()
  const store = useAttachmentsStore()
  const owner = computed(() => conversations.selectedId ?? profiles.selected?.id)
  const list = computed(() => (owner.value === undefined ? [] : store.list(owner.value)))

  return {
    owner,
    ids: computed(() => list.value.map(({ id }) => id)),
    isBlocked: computed(
      () =>
        list.value.some(({ state }) => state.type === 'failed') ||
        (owner.value !== undefined && store.listArriving(owner.value).length > 0),
    ),
    add(files, request) {
      if (owner.value !== undefined && files.length > 0) void store.add(owner.value, files, request)
    },
  }
}

/** Has the files ready of whatever is written in; for the one place that shows them. */
export function useLoadedFiles({ owner }: Pick<ComposerFiles, 'owner'>): void {
  const store = useAttachmentsStore()
  watch(
    owner,
    (id) => {
      if (id !== undefined) void store.load(id)
    },
    { immediate: true },
  )
}

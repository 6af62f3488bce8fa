// Owns what a page does when the history behind it was closed and opened again: it starts anew, because everything it knows
// may be another's. The question that is being typed goes along.
import { onBeforeUnmount, watch } from 'vue'
import { useBridge } from '../bridge/use-bridge.ts'
import { useConversationsStore } from '../stores/conversations.ts'
import { useDraftsStore, type DraftKey } from '../stores/drafts.ts'
import { useProfilesStore } from '../stores/profiles.ts'
import { useProgramStore } from '../stores/program.ts'

const storageKey = 'adp-desk.question'

export function useReopening(reload: () => void = () => location.reload()): void {
  const program = useProgramStore()
  const drafts = useDraftsStore()

  onBeforeUnmount(
    useBridge().on((event) => {
      if (event.name !== 'program.reopened') return
      const key = findKey()
      const question = key === undefined ? '' : drafts.getDraft(key)
      if (question !== '') sessionStorage.setItem(storageKey, question)
      reload()
    }),
  )
  watch(
    () => program.status === 'ready' && findKey(),
    (key) => {
      const question = sessionStorage.getItem(storageKey)
      if (!key || question === null) return
      sessionStorage.removeItem(storageKey)
      if (drafts.getDraft(key) === '') drafts.setDraft(key, question)
    },
  )

  function findKey(): DraftKey | undefined {
    return useConversationsStore().selectedId ?? useProfilesStore().selected?.id
  }
}

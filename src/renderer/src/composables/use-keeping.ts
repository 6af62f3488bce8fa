// Owns the moments at which a page tells the engine what a person has done with it: drafts are kept when it is hidden or left,
// and an answer counts as seen when its conversation stands on a page that is in sight.
import { onBeforeUnmount, onMounted } from 'vue'
import { useConversationsStore } from '../stores/conversations.ts'
import { useDraftsStore } from '../stores/drafts.ts'

export function useKeeping(): void {
  const drafts = useDraftsStore()
  const conversations = useConversationsStore()
  const onVisibility = (): void => {
    const isInSight = document.visibilityState === 'visible'
    conversations.setInSight(isInSight)
    if (!isInSight) drafts.saveAll()
  }
  const onHide = (): void => drafts.saveAll()
  onMounted(() => {
    onVisibility()
    document.addEventListener('visibilitychange', onVisibility)
    window.addEventListener('pagehide', onHide)
  })
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', onVisibility)
    window.removeEventListener('pagehide', onHide)
  })
}

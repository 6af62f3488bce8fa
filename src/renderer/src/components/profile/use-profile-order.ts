// Owns the order of profiles while a person moves one, by keys or by dragging; kept when it is let go of.
import { computed, shallowRef, type ComputedRef, type Ref } from 'vue'
import type { ProfileId } from '#shared/ids.ts'
import type { Profile } from '#shared/profile.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { useProfilesStore } from '../../stores/profiles.ts'

export interface ProfileOrder {
  /** Those that can ask, as they stand at the moment. */
  readonly ordered: ComputedRef<readonly Profile[]>
  readonly draggedId: Readonly<Ref<ProfileId | undefined>>
  /** Moves a profile by so many places and keeps it; answers with its new place, from 1, or undefined at the end. */
  move(id: ProfileId, places: -1 | 1): number | undefined
  startDrag(event: PointerEvent, id: ProfileId): void
}

/** How close to the edge of the list (pixels) a drag scrolls it, and by how much each time. */
const scrollEdge = 32
const scrollStep = 12

/** The rows are the children of `list`, one each, in the order of `ordered`. */
export function useProfileOrder(
  list: Readonly<Ref<HTMLElement | null>>,
  onMoved: (profile: Profile, position: number) => void,
): ProfileOrder {
  const profiles = useProfilesStore()
  const notices = useNoticesStore()
  const draggedId = shallowRef<ProfileId>()
  /** The order under the pointer; undefined while nothing is dragged. */
  const draft = shallowRef<readonly ProfileId[]>()

  const ordered = computed(() => {
    if (!draft.value) return profiles.active
    const byId = new Map(profiles.active.map((profile) => [profile.id, profile]))
    return draft.value.flatMap((id) => byId.get(id) ?? [])
  })

  function keep(ids: readonly ProfileId[], moved: ProfileId): void {
    void notices.watchOver(profiles.reorder([...ids, ...profiles.retired.map(({ id }) => id)]))
    const profile = profiles.active.find(({ id }) => id === moved)
    if (profile) onMoved(profile, ids.indexOf(moved) + 1)
  }

  function onPointerMove(event: PointerEvent): void {
    const id = draggedId.value
    if (id === undefined || !draft.value || !list.value) return
    const rows = [...list.value.children].map((row) => row.getBoundingClientRect())
    const from = draft.value.indexOf(id)
    const under = rows.findIndex(({ bottom }) => event.clientY < bottom)
    const to = under === -1 ? rows.length - 1 : under
    if (to !== from) draft.value = draft.value.toSpliced(from, 1).toSpliced(to, 0, id)
    const { top, bottom } = list.value.getBoundingClientRect()
    if (event.clientY < top + scrollEdge) list.value.scrollTop -= scrollStep
    if (event.clientY > bottom - scrollEdge) list.value.scrollTop += scrollStep
  }

  return {
    ordered,
    draggedId,
    move(id, places) {
      const ids = profiles.active.map((profile) => profile.id)
      const from = ids.indexOf(id)
      const to = from + places
      if (from === -1 || to < 0 || to >= ids.length) return undefined
      keep(ids.toSpliced(from, 1).toSpliced(to, 0, id), id)
      return to + 1
    },
    startDrag(event, id) {
      if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return
      event.preventDefault()
      const grip = event.currentTarget
      grip.setPointerCapture(event.pointerId)
      draggedId.value = id
      draft.value = profiles.active.map((profile) => profile.id)
      const end = new AbortController()
      const { signal } = end
      const finish = (isKept: boolean): void => {
        end.abort()
        const ids = draft.value
        draggedId.value = undefined
        draft.value = undefined
        const isMoved = ids?.some((other, index) => other !== profiles.active[index]?.id)
        if (isKept && ids && isMoved) keep(ids, id)
      }
      grip.addEventListener('pointermove', onPointerMove, { signal })
      grip.addEventListener('pointerup', () => finish(true), { signal })
      grip.addEventListener('pointercancel', () => finish(false), { signal })
    },
  }
}

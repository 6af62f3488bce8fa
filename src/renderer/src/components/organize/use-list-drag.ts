// Owns dragging conversations and folders within the sidebar: from which distance on it is a drag, what is under the
// pointer, and scrolling at the edges. What a drop means is drop-target.ts's matter. By pointer and not by the browser's own
// dragging, which does not begin on buttons everywhere; fingers scroll the list instead, and have the menus.
import { onBeforeUnmount, shallowRef, type Ref } from 'vue'
import type { ConversationId, FolderId } from '#shared/ids.ts'
import { decodeDropTarget, encodeDropTarget, type DropTarget } from './drop-target.ts'

export type Dragged =
  | { readonly type: 'conversations'; readonly ids: readonly ConversationId[]; readonly label: string }
  | { readonly type: 'folder'; readonly folderId: FolderId; readonly label: string }

export interface ListDrag {
  /** Undefined while nothing is dragged. */
  readonly dragged: Readonly<Ref<Dragged | undefined>>
  /** As in `data-drop`; '' while there is nothing to drop on. */
  readonly over: Readonly<Ref<string>>
  /** Of the pointer in the window, in pixels. */
  readonly place: Readonly<Ref<{ readonly x: number; readonly y: number }>>
  /** A pointer went down on something that can be dragged. */
  start(event: PointerEvent, describe: () => Dragged | undefined): void
}

/** Pixels that a pointer moves before a press becomes a drag. */
const threshold = 6
/** How close to the edge of the list (pixels) a drag scrolls it, and by how much each frame. */
const scrollEdge = 32
const scrollStep = 8

export function useListDrag(
  list: Readonly<Ref<HTMLElement | null>>,
  onDrop: (dragged: Dragged, target: DropTarget) => void,
): ListDrag {
  const dragged = shallowRef<Dragged>()
  const over = shallowRef('')
  const place = shallowRef({ x: 0, y: 0 })
  let end: AbortController | undefined

  function look(): void {
    const under = document.elementFromPoint(place.value.x, place.value.y)
    const name = under?.closest<HTMLElement>('[data-drop]')?.dataset['drop']
    const target = decodeDropTarget(name)
    const isPossible = dragged.value?.type === 'folder' ? target?.type === 'folder' : target !== undefined
    over.value = target && isPossible ? encodeDropTarget(target) : ''
  }

  /** As long as the drag goes on, because the list scrolls also under a pointer that rests. */
  function followEdges(): void {
    if (!dragged.value || !list.value) return
    const { top, bottom, left, right } = list.value.getBoundingClientRect()
    const { x, y } = place.value
    if (x >= left && x <= right) {
      if (y > top - scrollEdge && y < top + scrollEdge) list.value.scrollTop -= scrollStep
      if (y < bottom + scrollEdge && y > bottom - scrollEdge) list.value.scrollTop += scrollStep
    }
    look()
    requestAnimationFrame(followEdges)
  }

  function finish(isDropped: boolean): void {
    end?.abort()
    end = undefined
    const what = dragged.value
    const target = decodeDropTarget(over.value)
    dragged.value = undefined
    over.value = ''
    if (!what) return
    // Letting go is no click on what is under the pointer.
    const release = new AbortController()
    const swallow = (event: Event): void => {
      event.stopPropagation()
      event.preventDefault()
    }
    window.addEventListener('click', swallow, { capture: true, signal: release.signal })
    setTimeout(() => release.abort())
    if (isDropped && target) onDrop(what, target)
  }

  onBeforeUnmount(() => finish(false))

  return {
    dragged,
    over,
    place,
    start(event, describe) {
      if (event.button !== 0 || event.pointerType === 'touch') return
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      finish(false)
      end = new AbortController()
      const { signal } = end
      const { clientX, clientY } = event
      const onMove = (moved: PointerEvent): void => {
        place.value = { x: moved.clientX, y: moved.clientY }
        if (dragged.value) return look()
        if (Math.hypot(moved.clientX - clientX, moved.clientY - clientY) < threshold) return
        dragged.value = describe()
        if (dragged.value) followEdges()
      }
      const onKeyDown = (pressed: KeyboardEvent): void => {
        if (pressed.key !== 'Escape' || !dragged.value) return
        pressed.stopPropagation()
        finish(false)
      }
      window.addEventListener('pointermove', onMove, { signal })
      window.addEventListener('pointerup', () => finish(true), { signal })
      window.addEventListener('pointercancel', () => finish(false), { signal })
      window.addEventListener('keydown', onKeyDown, { capture: true, signal })
    },
  }
}

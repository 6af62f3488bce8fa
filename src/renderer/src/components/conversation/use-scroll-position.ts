// Owns the scroll position of the messages; nothing else sets it. It stays at the end of a growing answer while the person
// is there, stays where the person reads otherwise, and does not jump when earlier messages are put above.
import { nextTick, onBeforeUnmount, onMounted, shallowRef, type Ref } from 'vue'
import { shouldFollow } from './follow-end.ts'

/** How near to the top earlier messages are asked for, in pixels. */
const nearTop = 300
/** From how far above the end it is worth offering to jump there, in pixels. */
const farFromEnd = 120

export interface ScrollPosition {
  readonly canJumpToEnd: Readonly<Ref<boolean>>
  /** To the end now, and with it from now on. */
  jumpToEnd(): void
}

export function useScrollPosition(
  box: Readonly<Ref<HTMLElement | null>>,
  content: Readonly<Ref<HTMLElement | null>>,
  loadEarlier: () => Promise<void>,
): ScrollPosition {
  const canJumpToEnd = shallowRef(false)
  let isFollowing = true
  let isLoadingEarlier = false
  /** Where the box was when it was last looked at or set. */
  let previousTop = 0

  function getDistanceToEnd(element: HTMLElement): number {
    return element.scrollHeight - element.clientHeight - element.scrollTop
  }

  function look(element: HTMLElement): void {
    previousTop = element.scrollTop
    canJumpToEnd.value = !isFollowing && getDistanceToEnd(element) > farFromEnd
  }

  function onScroll(): void {
    const element = box.value
    if (element === null) return
    const top = element.scrollTop
    isFollowing = shouldFollow({ isFollowing, previousTop, top, distanceToEnd: getDistanceToEnd(element) })
    look(element)
    if (!isFollowing && top < nearTop) void showEarlier(element)
  }

  /** The end that was in sight may have moved away before the scroll event of a wheel arrives. */
  function onWheel(event: WheelEvent): void {
    const element = box.value
    if (event.deltaY < 0 && element !== null && element.scrollHeight > element.clientHeight)
      isFollowing = false
  }

  function onResize(): void {
    const element = box.value
    if (element === null) return
    if (isFollowing) element.scrollTop = element.scrollHeight
    look(element)
    // A page that does not fill the box cannot be scrolled to its top.
    if (element.scrollHeight <= element.clientHeight) void showEarlier(element)
  }

  async function showEarlier(element: HTMLElement): Promise<void> {
    if (isLoadingEarlier) return
    isLoadingEarlier = true
    // Measured by hand: the browser keeps no anchor at the very top, and must not do it a second time elsewhere.
    element.style.overflowAnchor = 'none'
    const anchor = findAnchor(element)
    const offset = anchor?.getBoundingClientRect().top ?? 0
    try {
      await loadEarlier()
      await nextTick()
      if (anchor?.isConnected === true && !isFollowing) {
        element.scrollTop += anchor.getBoundingClientRect().top - offset
      }
    } finally {
      element.style.overflowAnchor = ''
      isLoadingEarlier = false
      look(element)
    }
  }

  /** The first message that is in sight. */
  function findAnchor(element: HTMLElement): Element | undefined {
    const { top } = element.getBoundingClientRect()
    return [...element.querySelectorAll('article')].find(
      (article) => article.getBoundingClientRect().bottom > top,
    )
  }

  function jumpToEnd(): void {
    isFollowing = true
    onResize()
  }

  const observer = new ResizeObserver(onResize)
  onMounted(() => {
    if (box.value === null || content.value === null) return
    box.value.addEventListener('scroll', onScroll, { passive: true })
    box.value.addEventListener('wheel', onWheel, { passive: true })
    observer.observe(box.value)
    observer.observe(content.value)
  })
  onBeforeUnmount(() => observer.disconnect())

  return { canJumpToEnd, jumpToEnd }
}

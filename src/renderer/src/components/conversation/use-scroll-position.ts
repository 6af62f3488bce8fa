// Owns the scroll position of the messages; nothing else sets it. It stays at the end of a growing answer while the person
// is there, or at its question when that is what the person chose; stays where the person reads otherwise, and does not jump
// when earlier messages are put above.
import { nextTick, onBeforeUnmount, onMounted, shallowRef, type Ref } from 'vue'
import { getRoomBelow, shouldFollow } from './follow-end.ts'

/** How near to the top earlier messages are asked for, in pixels. */
const nearTop = 300
/** From how far above the end it is worth offering to jump there, in pixels. */
const farFromEnd = 120
/** What stays free above a message that is brought to the top, in pixels. */
const aboveStart = 16

export interface ScrollPosition {
  readonly canJumpToEnd: Readonly<Ref<boolean>>
  /** To the end now, and with it from now on. */
  jumpToEnd(): void
  /** Brings a message to the top and stays there, whatever grows below it, until something else is asked for. */
  stayAt(message: Element): void
}

export function useScrollPosition(
  box: Readonly<Ref<HTMLElement | null>>,
  content: Readonly<Ref<HTMLElement | null>>,
  /** An empty element below the content. */
  roomBelow: Readonly<Ref<HTMLElement | null>>,
  loadEarlier: () => Promise<void>,
): ScrollPosition {
  const canJumpToEnd = shallowRef(false)
  /** Height of `roomBelow`, in pixels. */
  let room = 0
  let isFollowing = true
  /** The message that was brought to the top; the end is not gone along with as long as there is one. */
  let start: Element | null = null
  let isLoadingEarlier = false
  /** Where the box was when it was last looked at or set. */
  let previousTop = 0

  function getDistanceToEnd(element: HTMLElement): number {
    return element.scrollHeight - room - element.clientHeight - element.scrollTop
  }

  function look(element: HTMLElement): void {
    previousTop = element.scrollTop
    canJumpToEnd.value = !isFollowing && getDistanceToEnd(element) > farFromEnd
  }

  function onScroll(): void {
    const element = box.value
    if (element === null) return
    const top = element.scrollTop
    isFollowing =
      start === null &&
      shouldFollow({ isFollowing, previousTop, top, distanceToEnd: getDistanceToEnd(element) })
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
    leaveRoom(element)
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
    start = null
    isFollowing = true
    onResize()
  }

  function stayAt(message: Element): void {
    start = message
    isFollowing = false
    const element = box.value
    if (element === null) return
    leaveRoom(element)
    element.scrollTop +=
      message.getBoundingClientRect().top - element.getBoundingClientRect().top - aboveStart
    look(element)
  }

  /** Set by hand, before the browser paints: it would cut the position off at an end that is about to move. */
  function leaveRoom(element: HTMLElement): void {
    const end = content.value?.getBoundingClientRect().bottom ?? 0
    const top = start?.isConnected === true ? start.getBoundingClientRect().top - aboveStart : undefined
    room = top === undefined ? 0 : getRoomBelow(element.clientHeight, end - top)
    roomBelow.value?.style.setProperty('height', `${room}px`)
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

  return { canJumpToEnd, jumpToEnd, stayAt }
}

// Owns the scroll position of the messages; nothing else sets it. It stays at the end of a growing answer while the person
// is there, or at its question when that is what the person chose; stays where the person reads otherwise, and does not jump
// when earlier messages are put above or later ones below. Something that was looked for is brought into sight.
import { nextTick, onBeforeUnmount, onMounted, shallowRef, type Ref } from 'vue'
import { getRoomBelow, shouldFollow } from './follow-end.ts'

/** How near to the top earlier messages are asked for, and to the end later ones, in pixels. */
const nearEdge = 300
/** From how far above the end it is worth offering to jump there, in pixels. */
const farFromEnd = 120
/** What stays free above a message that is brought to the top, in pixels. */
const aboveStart = 16
/** Where something that was looked for comes to stand, as a share of the height of the box. */
const placeOfFound = 0.3
/** For how many frames it is held there: what comes into sight is laid out only then and moves it. */
const holdingFrames = 30

export interface ScrollPosition {
  readonly canJumpToEnd: Readonly<Ref<boolean>>
  /** To the end now, and with it from now on. */
  jumpToEnd(): void
  /** Brings a message to the top and stays there, whatever grows below it, until something else is asked for. */
  stayAt(message: Element): void
  /** Brings what was looked for into sight. `find` is asked for it again until everything around it is laid out. */
  showFound(find: () => Element | Range | undefined): void
}

export interface ScrollBox {
  readonly box: Readonly<Ref<HTMLElement | null>>
  readonly content: Readonly<Ref<HTMLElement | null>>
  /** An empty element below the content. */
  readonly roomBelow: Readonly<Ref<HTMLElement | null>>
  readonly loadEarlier: () => Promise<void>
  readonly loadLater: () => Promise<void>
  /** Whether the content goes on below its end. */
  readonly hasLater: () => boolean
}

export function useScrollPosition({
  box,
  content,
  roomBelow,
  loadEarlier,
  loadLater,
  hasLater,
}: ScrollBox): ScrollPosition {
  const canJumpToEnd = shallowRef(false)
  /** Height of `roomBelow`, in pixels. */
  let room = 0
  let isFollowing = true
  /** The message that was brought to the top; the end is not gone along with as long as there is one. */
  let start: Element | null = null
  let isLoadingEarlier = false
  /** Frames left for which something that was found is held in its place. */
  let framesToHold = 0
  let findFound: () => Element | Range | undefined = () => undefined
  /** Where the box was when it was last looked at or set. */
  let previousTop = 0

  function getDistanceToEnd(element: HTMLElement): number {
    return element.scrollHeight - room - element.clientHeight - element.scrollTop
  }

  function look(element: HTMLElement): void {
    previousTop = element.scrollTop
    canJumpToEnd.value = hasLater() || (!isFollowing && getDistanceToEnd(element) > farFromEnd)
  }

  function onScroll(): void {
    const element = box.value
    if (element === null) return
    const top = element.scrollTop
    const distanceToEnd = getDistanceToEnd(element)
    isFollowing =
      start === null && !hasLater() && shouldFollow({ isFollowing, previousTop, top, distanceToEnd })
    look(element)
    if (!isFollowing && top < nearEdge) void showEarlier(element)
    if (hasLater() && distanceToEnd < nearEdge) void loadLater()
  }

  /** The end that was in sight may have moved away before the scroll event of a wheel arrives. */
  function onWheel(event: WheelEvent): void {
    const element = box.value
    stopHolding()
    if (event.deltaY < 0 && element !== null && element.scrollHeight > element.clientHeight)
      isFollowing = false
  }

  /** The person goes on from there. */
  function stopHolding(): void {
    framesToHold = 0
  }

  function onResize(): void {
    const element = box.value
    if (element === null) return
    leaveRoom(element)
    if (isFollowing && !hasLater()) element.scrollTop = element.scrollHeight
    look(element)
    // A page that does not fill the box cannot be scrolled to its top.
    if (element.scrollHeight <= element.clientHeight) void showEarlier(element)
    if (hasLater() && getDistanceToEnd(element) < nearEdge) void loadLater()
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
    stopHolding()
    start = null
    isFollowing = true
    onResize()
  }

  function stayAt(message: Element): void {
    stopHolding()
    start = message
    isFollowing = false
    const element = box.value
    if (element === null) return
    leaveRoom(element)
    element.scrollTop +=
      message.getBoundingClientRect().top - element.getBoundingClientRect().top - aboveStart
    look(element)
  }

  function showFound(find: () => Element | Range | undefined): void {
    start = null
    isFollowing = false
    const isHolding = framesToHold > 0
    framesToHold = holdingFrames
    findFound = find
    const element = box.value
    if (element !== null) leaveRoom(element)
    if (!isHolding) holdFound()
  }

  function holdFound(): void {
    const element = box.value
    if (element === null || framesToHold <= 0) return
    framesToHold -= 1
    const found = findFound()
    if (found) placeAt(element, found)
    requestAnimationFrame(holdFound)
  }

  function placeAt(element: HTMLElement, found: Element | Range): void {
    const { top, height } = element.getBoundingClientRect()
    const distance = found.getBoundingClientRect().top - top - height * placeOfFound
    if (Math.abs(distance) < 1) return
    element.scrollTop += distance
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
    for (const name of ['keydown', 'pointerdown'] as const) box.value.addEventListener(name, stopHolding)
    observer.observe(box.value)
    observer.observe(content.value)
  })
  onBeforeUnmount(() => {
    stopHolding()
    observer.disconnect()
  })

  return { canJumpToEnd, jumpToEnd, stayAt, showFound }
}

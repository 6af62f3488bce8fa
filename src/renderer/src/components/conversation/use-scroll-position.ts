// Owns the scroll position of the messages; nothing else sets it. It stays at the end of a growing answer while the person
// is there, or at its question when that is what the person chose, and at what the person reads otherwise: whatever becomes
// of the rest, that does not move. Which messages stand in the document is use-message-rows.ts's.
//
// While the person scrolls, setting the position would break their movement off. What grows above them then is taken from the
// gap above instead (`drift`), and put right when they have come to rest.
import { nextTick, onBeforeUnmount, onMounted, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { Message } from '#shared/answer.ts'
import type { MessageId } from '#shared/ids.ts'
import type { ReadingPlace } from '../../stores/open-conversation.ts'
import { findKeptRows, rowOf } from './find-kept-rows.ts'
import { getRoomBelow, shouldFollow } from './follow-end.ts'
import { anchorAt, measureShift, takeAnchor, type Anchor } from './scroll-anchor.ts'
import { useMessageRows, type MessageSource, type Row } from './use-message-rows.ts'
import { idOfRow, useRowSizes } from './use-row-sizes.ts'

/** From how far above the end it is worth offering to jump there, in pixels. */
const farFromEnd = 120
/** What stays free above a message that is brought to the top, in pixels. */
const aboveStart = 16
/** Where something that was looked for comes to stand, as a share of the height of the box. */
const placeOfFound = 0.3
/** For how many frames it is held there: what comes into sight is laid out only then and moves it. */
const holdingFrames = 30
/** Smaller moves are fractions of a pixel of the screen. */
const noMove = 0.5

export interface ScrollPosition {
  readonly rows: ComputedRef<readonly Row[]>
  readonly canJumpToEnd: Readonly<Ref<boolean>>
  /** The newest message when the person left the end; undefined while they are there. */
  readonly leftAt: Readonly<Ref<Message | undefined>>
  /** Whether the person waits for what comes next. */
  isAtEnd(): boolean
  /** To the end now, and with it from now on. */
  jumpToEnd(): void
  jumpToStart(): void
  /** Brings a message to the top and stays there, whatever grows below it, until something else is asked for. */
  stayAt(id: MessageId): void
  /** Brings the upper edge of a message to so many pixels below that of the box. */
  goTo(id: MessageId, offset: number): void
  /** Brings what was looked for in a message into sight. `find` is asked for it again until everything around it is laid out. */
  showFound(id: MessageId, find: () => Element | Range | undefined): void
}

export interface ScrollBox extends MessageSource {
  readonly box: Readonly<Ref<HTMLElement | null>>
  readonly content: Readonly<Ref<HTMLElement | null>>
  /** An empty element below the content. */
  readonly roomBelow: Readonly<Ref<HTMLElement | null>>
  /** Called with what the person reads now; null at the end, and where nothing is. */
  readonly onPlace: (place: ReadingPlace | null) => void
  readonly loadEarlier: () => Promise<void>
  readonly loadLater: () => Promise<void>
  /** Reads what is around the message with this number in the place of what is there. */
  readonly loadAround: (number: number) => Promise<void>
}

export function useScrollPosition(scrollBox: ScrollBox): ScrollPosition {
  const { box, content, roomBelow, messages, earlier, later } = scrollBox
  const rows = useMessageRows(scrollBox)
  const canJumpToEnd = shallowRef(false)
  const leftAt = shallowRef<Message>()
  let isFollowing = true
  /** The message that was brought to the top; the end is not gone along with as long as there is one. */
  let start: MessageId | null = null
  /** Height of `roomBelow`, in pixels, and what of it is there so that something folded by hand can stay where it is. */
  let room = 0
  let roomHeld = 0
  /** Pixels by which everything lies further down than the gaps say. */
  let drift = 0
  let anchor: Anchor = []
  /** Where the box was when the anchor was taken. */
  let heldAt = 0
  /** Where the view goes as soon as the message is in the document. */
  let wanted: ReadingPlace | null = null
  /** The person is scrolling. */
  let isScrolling = false
  /** The person has folded or unfolded something since they last scrolled. */
  let isFolding = false
  /** Frames left for which something that was found is held in its place. */
  let framesToHold = 0
  let foundId: MessageId | undefined
  let findFound: () => Element | Range | undefined = () => undefined
  /** Where the box was when it was last looked at or set. */
  let previousTop = 0
  let frame = 0
  /** The frame in which messages were chosen last. */
  let plannedAt: CSSNumberish | null = null
  let isLoading = false

  function listRows(): Element[] {
    return [...(content.value?.children ?? [])].filter((child) => child.hasAttribute('data-row'))
  }

  function findRow(id: MessageId): Element | undefined {
    return content.value?.querySelector(`:scope > [data-row="${id}"]`) ?? undefined
  }

  function getDistanceToEnd(element: HTMLElement): number {
    return element.scrollHeight - room - element.clientHeight - element.scrollTop
  }

  /** Chooses which messages are there for where the view is, or will be. */
  function plan(): void {
    const element = box.value
    if (element === null || content.value === null) return
    const { top, bottom } = getView(element)
    const isArriving = wanted !== null || isFollowing
    const isPartial = rows.plan({ top, bottom, kept: listKept(content.value), isArriving })
    plannedAt = document.timeline.currentTime
    if (isPartial) planSoon()
  }

  function getView(element: HTMLElement): { top: number; bottom: number } {
    const height = element.clientHeight
    const start = wanted === null ? undefined : rows.findStart(wanted.messageId)
    if (wanted && start !== undefined)
      return { top: start - wanted.offset, bottom: start - wanted.offset + height }
    const { total } = rows.getExtent()
    if (isFollowing && later() === 0) return { top: total - height, bottom: total }
    const contentTop = content.value?.getBoundingClientRect().top ?? 0
    const top = element.getBoundingClientRect().top - contentTop
    return { top, bottom: top + height }
  }

  function listKept(inside: Element): Set<MessageId> {
    const held = findKeptRows(inside, listRows()).flatMap((row) => idOfRow(row) ?? [])
    return new Set(
      [...held, start, wanted?.messageId, foundId].filter((id) => id !== null && id !== undefined),
    )
  }

  /** Reads what comes into sight next. Never before the view is where it is wanted: it would be the wrong place. */
  async function load(): Promise<void> {
    if (isLoading || wanted !== null || box.value === null) return
    const { top, bottom } = getView(box.value)
    const height = bottom - top
    const { start: first, end } = rows.getExtent()
    const read = findWhatToRead()
    if (!read) return
    isLoading = true
    try {
      await read()
    } finally {
      isLoading = false
    }

    function findWhatToRead(): (() => Promise<void>) | undefined {
      const isAbove = earlier() > 0 && bottom < first - height
      const isBelow = later() > 0 && top > end + height
      if (isAbove || isBelow) return () => scrollBox.loadAround(rows.guessNumber((top + bottom) / 2))
      if (earlier() > 0 && top - first < height * 2) return scrollBox.loadEarlier
      if (later() > 0 && end - bottom < height * 2) return scrollBox.loadLater
      return undefined
    }
  }

  /** Not now: what is drawn in answer to a change of size would be measured too late for this frame. */
  function planSoon(): void {
    if (frame === 0) frame = requestAnimationFrame(planNow)
  }

  /** Once in a frame: what each time draws is measured for one. */
  function planNow(): void {
    cancelAnimationFrame(frame)
    frame = 0
    if (document.timeline.currentTime === plannedAt) {
      planSoon()
      return
    }
    plan()
    void load()
  }

  function update(): void {
    settle()
    planNow()
  }

  /** Puts the view back to where the person has it, and holds on to what is there. To be called before the browser paints. */
  function settle(): void {
    const element = box.value
    if (element === null || wanted !== null) return
    leaveRoom(element)
    let isStill = false
    // The person may have left the end, and the word of it not have come yet.
    const top = element.scrollTop
    isFollowing &&= shouldFollow({ isFollowing, previousTop, top, distanceToEnd: getDistanceToEnd(element) })
    if (isFollowing) {
      setDrift(0)
      element.scrollTop = element.scrollHeight
    } else {
      const shift = measureShift(element, anchor)
      if (anchor.length === 0) setDrift(0)
      else if (isFolding) holdFolding(element, shift)
      // The browser may have cut the position off before there was room below an answer that became shorter.
      else if (start !== null && !isScrolling) element.scrollTop = previousTop + shift
      else if (Math.abs(shift) >= noMove) follow(element, shift)
      if (!isScrolling || getFirstGap() === 0) straighten(element)
      isStill = Math.abs(shift) < noMove && isHolding(element)
    }
    if (!isStill) holdOn(element)
    look(element)
  }

  /** At the end nothing is held on to but the end: looking for something in every frame would be for nothing. */
  function holdOn(element: HTMLElement): void {
    anchor = isFollowing ? [] : takeAnchor(element, listRows())
    heldAt = element.scrollTop
  }

  /** What is held on to is still what stands there. */
  function isHolding(element: HTMLElement): boolean {
    return anchor[0]?.element.isConnected === true && element.scrollTop === heldAt
  }

  /** What is held on to has moved down by so much. */
  function follow(element: HTMLElement, shift: number): void {
    if (isScrolling && getFirstGap() + drift - shift > 0) setDrift(drift - shift)
    else element.scrollTop += shift
  }

  /** The browser may have cut the position off, as the content is shorter now. */
  function holdFolding(element: HTMLElement, shift: number): void {
    const top = previousTop + shift
    roomHeld = Math.max(0, top + element.clientHeight - (element.scrollHeight - room))
    leaveRoom(element)
    element.scrollTop = top
    if (roomHeld === 0 && getDistanceToEnd(element) <= 1) isFollowing = later() === 0 && start === null
  }

  function straighten(element: HTMLElement): void {
    if (drift === 0) return
    const moved = drift
    setDrift(0)
    element.scrollTop -= moved
  }

  function setDrift(next: number): void {
    if (drift === next) return
    drift = next
    content.value?.style.setProperty('margin-top', `${drift}px`)
  }

  function getFirstGap(): number {
    const [first] = rows.rows.value
    return first?.type === 'gap' ? first.height : 0
  }

  function look(element: HTMLElement): void {
    previousTop = element.scrollTop
    if (isFollowing) leftAt.value = undefined
    else leftAt.value ??= messages().at(-1)
    scrollBox.onPlace(findPlace())
    canJumpToEnd.value = later() > 0 || (!isFollowing && getDistanceToEnd(element) > farFromEnd)
  }

  /** Set by hand, before the browser paints: it would cut the position off at an end that is about to move. */
  function leaveRoom(element: HTMLElement): void {
    const end = content.value?.getBoundingClientRect().bottom ?? 0
    const from = start === null ? undefined : findRow(start)?.getBoundingClientRect().top
    room = from === undefined ? roomHeld : getRoomBelow(element.clientHeight, end - from + aboveStart)
    roomBelow.value?.style.setProperty('height', `${room}px`)
  }

  function onScroll(): void {
    const element = box.value
    if (element === null) return
    const top = element.scrollTop
    // The word of a move of our own: everything is as it was left.
    if (Math.abs(top - previousTop) < noMove) return
    // Without a word of its end it would never be over.
    isScrolling = 'onscrollend' in element
    isFolding = false
    roomHeld = Math.max(0, roomHeld - Math.max(0, element.scrollHeight - element.clientHeight - top))
    const distanceToEnd = getDistanceToEnd(element)
    isFollowing =
      start === null &&
      later() === 0 &&
      roomHeld === 0 &&
      wanted === null &&
      shouldFollow({ isFollowing, previousTop, top, distanceToEnd })
    previousTop = top
    update()
  }

  function onScrollEnd(): void {
    if (!isScrolling) return
    isScrolling = false
    update()
  }

  /** The end that was in sight may have moved away before the scroll event of a wheel arrives. */
  function onWheel(event: WheelEvent): void {
    stopHolding()
    if (event.deltaY < 0) leaveEnd()
  }

  function onKeyDown(event: KeyboardEvent): void {
    stopHolding()
    if (['ArrowUp', 'PageUp', 'Home'].includes(event.key) && event.target === box.value) leaveEnd()
  }

  function leaveEnd(): void {
    const element = box.value
    if (element !== null && element.scrollHeight > element.clientHeight) stopFollowing()
  }

  function stopFollowing(): void {
    if (!isFollowing) return
    isFollowing = false
    if (box.value !== null) holdOn(box.value)
  }

  /** What a person unfolds stays where they have it under the pointer. */
  function onClick({ target }: MouseEvent): void {
    const element = box.value
    const control = target instanceof Element ? target.closest('[aria-expanded], summary') : null
    const row = content.value && control ? rowOf(content.value, control) : undefined
    if (element === null || control === null || !row) return
    isFolding = true
    isFollowing = false
    anchor = anchorAt(element, control, row)
    heldAt = Number.NaN
    planSoon()
  }

  /** The person goes on from there. */
  function stopHolding(): void {
    framesToHold = 0
    foundId = undefined
  }

  function jumpToEnd(): void {
    release()
    isFollowing = true
    arrive()
  }

  function jumpToStart(): void {
    const [first] = messages()
    if (first) goTo(first.id, aboveStart)
  }

  function stayAt(id: MessageId): void {
    goTo(id, aboveStart)
    start = id
  }

  function goTo(messageId: MessageId, offset: number): void {
    release()
    wanted = { messageId, offset }
    arrive()
  }

  /** Nothing that was asked for before counts any more. */
  function release(): void {
    stopHolding()
    start = null
    wanted = null
    roomHeld = 0
    isFolding = false
    isScrolling = false
    isFollowing = false
  }

  /** As soon as what is wanted is in the document, which it may be already. */
  function arrive(): void {
    plan()
    void nextTick(() => {
      reach()
      update()
    })
  }

  function reach(): void {
    const element = box.value
    const row = wanted ? findRow(wanted.messageId) : undefined
    if (element === null || wanted === null) return
    const { offset } = wanted
    wanted = null
    setDrift(0)
    if (!row) return
    leaveRoom(element)
    element.scrollTop += row.getBoundingClientRect().top - element.getBoundingClientRect().top - offset
    holdOn(element)
    look(element)
  }

  function showFound(id: MessageId, find: () => Element | Range | undefined): void {
    const element = box.value
    if (element === null) return
    goTo(id, element.clientHeight * placeOfFound)
    foundId = id
    findFound = find
    framesToHold = holdingFrames
    requestAnimationFrame(holdFound)
  }

  function holdFound(): void {
    const element = box.value
    if (element === null || framesToHold <= 0) return
    framesToHold -= 1
    const found = findFound()
    if (found) placeAt(element, found)
    if (framesToHold === 0) stopHolding()
    else requestAnimationFrame(holdFound)
  }

  function placeAt(element: HTMLElement, found: Element | Range): void {
    const { top, height } = element.getBoundingClientRect()
    const distance = found.getBoundingClientRect().top - top - height * placeOfFound
    if (Math.abs(distance) < 1) return
    element.scrollTop += distance
    holdOn(element)
    look(element)
  }

  function findPlace(): ReadingPlace | null {
    const row = anchor.at(-1)?.element
    const messageId = row && idOfRow(row)
    if (isFollowing || !row || messageId === undefined || box.value === null) return null
    return { messageId, offset: row.getBoundingClientRect().top - box.value.getBoundingClientRect().top }
  }

  const sizes = useRowSizes(rows.measure, () => {
    settle()
    planSoon()
  })
  watch([rows.listed, earlier, later], plan)
  watch(
    rows.shape,
    () => {
      sizes.observe(listRows())
      reach()
      settle()
    },
    { flush: 'post' },
  )
  watch(later, () => {
    // What stands here now does not reach down to the end.
    if (later() > 0) stopFollowing()
  })
  onMounted(() => {
    const element = box.value
    if (element === null) return
    element.addEventListener('scroll', onScroll, { passive: true })
    element.addEventListener('scrollend', onScrollEnd, { passive: true })
    element.addEventListener('wheel', onWheel, { passive: true })
    element.addEventListener('keydown', onKeyDown)
    element.addEventListener('pointerdown', stopHolding)
    element.addEventListener('click', onClick, { capture: true })
    sizes.observeBox(element)
  })
  onBeforeUnmount(() => {
    stopHolding()
    cancelAnimationFrame(frame)
  })

  return {
    rows: rows.rows,
    canJumpToEnd,
    leftAt,
    isAtEnd: () => isFollowing || start !== null,
    jumpToEnd,
    jumpToStart,
    stayAt,
    goTo,
    showFound,
  }
}

// Owns what stands in the document for all messages of a conversation: some of them, and gaps as high as the others are or
// are expected to be, also for those that have not been read yet. Which ones, plan-rows.ts says; where the view is,
// use-scroll-position.ts. Positions are pixels below the beginning of the first gap.
import { computed, shallowRef, type ComputedRef } from 'vue'
import { hasEnded, type Message } from '#shared/answer.ts'
import type { MessageId } from '#shared/ids.ts'
import { planRows, startsOf } from './plan-rows.ts'
import { createRowHeights } from './row-heights.ts'

export type Row =
  | { readonly type: 'gap'; readonly key: string; readonly height: number }
  | { readonly type: 'message'; readonly key: MessageId; readonly message: Message }

export interface MessageSource {
  /** Those that have been read, oldest first. */
  readonly messages: () => readonly Message[]
  /** How many there are before and after them. */
  readonly earlier: () => number
  readonly later: () => number
}

export interface RowView {
  readonly top: number
  readonly bottom: number
  readonly kept: ReadonlySet<MessageId>
  /** The view comes from elsewhere: all that is in sight must be there, while someone who scrolls sees more in every frame. */
  readonly isArriving: boolean
}

export interface MessageRows {
  readonly rows: ComputedRef<readonly Row[]>
  /** What stands there, whatever is in it: keys and heights of gaps. The same object as long as it is the same. */
  readonly shape: ComputedRef<readonly string[]>
  /** The messages that have been read and whether the last one may still grow; the same object as long as they are the same. */
  readonly listed: ComputedRef<readonly string[]>
  /** Chooses anew which messages are there. Returns whether some have to wait for the next frame. */
  plan(view: RowView): boolean
  measure(id: MessageId, height: number): void
  /** Undefined when it has not been read. */
  findStart(id: MessageId): number | undefined
  /** Where the messages that have been read begin and end. */
  getExtent(): { readonly start: number; readonly end: number; readonly total: number }
  /** The number, counted from 1, of the message that is expected at this position. */
  guessNumber(position: number): number
}

/** So few are all there, wherever the view is. */
const fewMessages = 40
/** How much may be drawn in one frame, in pixels of its height. */
const atOnce = 600

export function useMessageRows(source: MessageSource): MessageRows {
  const heights = createRowHeights()
  const mounted = shallowRef<ReadonlySet<MessageId>>(new Set())
  /** What a message that has not been read is expected to take. It stays, or all of them would move. */
  let usualHeight = 0

  function getUsualHeight(): number {
    const messages = source.messages()
    if (usualHeight === 0 && messages.length > 0)
      usualHeight = messages.reduce((sum, message) => sum + heights.get(message), 0) / messages.length
    return usualHeight
  }

  const rows = computed(() => {
    const list: Row[] = []
    let gap = source.earlier() * getUsualHeight()
    const closeGap = (key: string): void => {
      if (gap > 0) list.push({ type: 'gap', key: `before ${key}`, height: gap })
      gap = 0
    }
    for (const message of source.messages()) {
      if (!mounted.value.has(message.id)) {
        gap += heights.get(message)
        continue
      }
      closeGap(message.id)
      list.push({ type: 'message', key: message.id, message })
    }
    gap += source.later() * getUsualHeight()
    closeGap('the end')
    return list
  })

  const shape = keepSame(() =>
    rows.value.map((row) => (row.type === 'gap' ? `${row.key} ${row.height}` : row.key)),
  )
  const listed = keepSame(() => {
    const messages = source.messages()
    const last = messages.at(-1)
    return [...messages.map(({ id }) => id), last && !hasEnded(last) ? 'growing' : 'ended']
  })

  function plan({ top, bottom, kept, isArriving }: RowView): boolean {
    const messages = source.messages()
    const { start } = getExtent()
    const isWhole = messages.length <= fewMessages && source.earlier() + source.later() === 0
    const last = messages.at(-1)
    const indexesOf = (has: (message: Message) => boolean): Set<number> =>
      new Set(messages.flatMap((message, index) => (has(message) ? [index] : [])))
    const { indexes, isPartial } = planRows({
      heights: messages.map(heights.get),
      top: top - start,
      bottom: bottom - start,
      around: isWhole ? Number.MAX_SAFE_INTEGER : Math.max(600, bottom - top),
      // An answer that grows must not be begun anew.
      kept: indexesOf((message) => kept.has(message.id) || (message === last && !hasEnded(message))),
      mounted: indexesOf(({ id }) => mounted.value.has(id)),
      mostInSight: isArriving ? Number.MAX_SAFE_INTEGER : atOnce,
      mostInAll: atOnce,
    })
    const ids = indexes.flatMap((index) => messages[index]?.id ?? [])
    if (ids.length !== mounted.value.size || ids.some((id) => !mounted.value.has(id)))
      mounted.value = new Set(ids)
    return isPartial
  }

  function getExtent(): { start: number; end: number; total: number } {
    const start = source.earlier() * getUsualHeight()
    const end = source.messages().reduce((sum, message) => sum + heights.get(message), start)
    return { start, end, total: end + source.later() * getUsualHeight() }
  }

  return {
    rows,
    shape,
    listed,
    plan,
    measure: heights.measure,
    findStart(id) {
      const messages = source.messages()
      const start = startsOf(messages.map(heights.get))[messages.findIndex((message) => message.id === id)]
      return start === undefined ? undefined : start + getExtent().start
    },
    getExtent,
    guessNumber(position) {
      const count = source.earlier() + source.messages().length + source.later()
      const number = getUsualHeight() === 0 ? 1 : Math.floor(position / getUsualHeight()) + 1
      return Math.max(1, Math.min(count, number))
    },
  }
}

/** Whoever depends on it is not told while it says the same. */
function keepSame(get: () => readonly string[]): ComputedRef<readonly string[]> {
  return computed((before?: readonly string[]) => {
    const next = get()
    const isSame = before?.length === next.length && before.every((value, index) => value === next[index])
    return isSame ? before : next
  })
}

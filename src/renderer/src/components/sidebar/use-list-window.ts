// Owns which rows of the conversation list are drawn, and where: those in sight and a few around them, and the one that the
// keyboard reaches.
import { useVirtualizer, type Range } from '@tanstack/vue-virtual'
import { computed, type ComponentPublicInstance, type ComputedRef, type Ref } from 'vue'
import type { ConversationGroup } from './group-conversations.ts'
import type { ConversationListRow, ListRow } from './list-rows.ts'

interface Place {
  /** Among the rows of the list. */
  readonly index: number
  /** Pixels below the top of the list. */
  readonly start: number
}

export interface ShownGroup {
  readonly group: ConversationGroup
  readonly heading: Place | undefined
  readonly rows: readonly (Place & { readonly row: ConversationListRow })[]
}

export interface ListWindow {
  readonly shownGroups: ComputedRef<readonly ShownGroup[]>
  /** Of all rows together, in pixels. */
  readonly height: ComputedRef<number>
  measure(row: Element | ComponentPublicInstance | null): void
  scrollToIndex(index: number): void
  scrollToTop(): void
}

/** Heights in pixels before a row has been measured. */
const estimatedHeights = { heading: 32, conversation: 48 }

export function useListWindow(
  list: Readonly<Ref<HTMLElement | null>>,
  rows: Readonly<Ref<readonly ListRow[]>>,
  tabStop: Readonly<Ref<number>>,
): ListWindow {
  const virtualizer = useVirtualizer(
    computed(() => ({
      count: rows.value.length,
      // Another function for another row: the list asks it anew only when it is not the same.
      rangeExtractor: createRange(tabStop.value),
      getScrollElement: () => list.value,
      estimateSize: (index: number) => estimatedHeights[rows.value[index]?.type ?? 'conversation'],
      getItemKey: (index: number) => {
        const row = rows.value[index]
        return row?.type === 'conversation' ? row.conversation.id : (row?.group.key ?? index)
      },
      overscan: 12,
      paddingEnd: 16,
    })),
  )

  const shownGroups = computed(() => {
    const shown = new Map<
      ConversationGroup,
      { heading?: Place; rows: (Place & { row: ConversationListRow })[] }
    >()
    for (const { index, start } of virtualizer.value.getVirtualItems()) {
      const row = rows.value[index]
      if (!row) continue
      const inGroup = shown.get(row.group) ?? { rows: [] }
      shown.set(row.group, inGroup)
      if (row.type === 'heading') inGroup.heading = { index, start }
      else inGroup.rows.push({ row, index, start })
    }
    return [...shown].map(([group, { heading, rows: shownRows }]) => ({ group, heading, rows: shownRows }))
  })

  return {
    shownGroups,
    height: computed(() => virtualizer.value.getTotalSize()),
    measure: (row) => {
      const element = row instanceof Element ? row : ((row?.$el as Element | undefined) ?? null)
      virtualizer.value.measureElement(element)
    },
    scrollToIndex: (index) => virtualizer.value.scrollToIndex(index),
    scrollToTop: () => virtualizer.value.scrollToOffset(0),
  }
}

/** What is in sight, and the row that has the keyboard: it must not lose it by being scrolled away. */
function createRange(stop: number): (range: Range) => number[] {
  return ({ startIndex, endIndex, overscan, count }) => {
    const first = Math.max(0, startIndex - overscan)
    const last = Math.min(count - 1, endIndex + overscan)
    const indexes = Array.from({ length: last - first + 1 }, (_, offset) => first + offset)
    if (stop < 0 || stop >= count || (stop >= first && stop <= last)) return indexes
    return stop < first ? [stop, ...indexes] : [...indexes, stop]
  }
}

// Owns which conversations of the list are selected, to be arranged together. What is not in the list is not selected:
// nothing is done to what a person does not see.
import { computed, shallowRef, type ComputedRef } from 'vue'
import type { ConversationId } from '#shared/ids.ts'

export interface ListSelection {
  /** In the order of the list. */
  readonly ids: ComputedRef<readonly ConversationId[]>
  has(id: ConversationId): boolean
  /** Where a range begins that is selected next. */
  setAnchor(id: ConversationId): void
  toggle(id: ConversationId): void
  /** Selects from the anchor to here, and nothing else. */
  extendTo(id: ConversationId): void
  selectAll(): void
  clear(): void
}

export function createListSelection(listIds: () => readonly ConversationId[]): ListSelection {
  const chosen = shallowRef<ReadonlySet<ConversationId>>(new Set())
  let anchor: ConversationId | undefined

  const ids = computed(() => (chosen.value.size === 0 ? [] : listIds().filter((id) => chosen.value.has(id))))

  return {
    ids,
    has: (id) => chosen.value.has(id),
    setAnchor: (id) => {
      anchor = id
    },
    toggle(id) {
      const next = new Set(ids.value)
      if (!next.delete(id)) next.add(id)
      chosen.value = next
      anchor = id
    },
    extendTo(id) {
      const all = listIds()
      const to = all.indexOf(id)
      const from = anchor === undefined ? -1 : all.indexOf(anchor)
      if (from === -1) anchor = id
      const ends = from === -1 ? [to, to] : [Math.min(from, to), Math.max(from, to)]
      chosen.value = new Set(all.slice(ends[0], (ends[1] ?? to) + 1))
    },
    selectAll: () => {
      chosen.value = new Set(listIds())
    },
    clear: () => {
      if (chosen.value.size > 0) chosen.value = new Set()
    },
  }
}

// Owns which option of a list is marked while the keyboard stays in the field above it, and what the keys do there: the
// arrows go round, Page up and Page down stop at the ends, Enter takes what is marked.
import { computed, shallowRef, type ComputedRef } from 'vue'

export interface MarkedOption {
  /** Its place in the list; -1 while the list is empty. */
  readonly index: ComputedRef<number>
  /** Marks an option without bringing it into sight: the pointer is there already. */
  point(index: number): void
  onKeyDown(event: KeyboardEvent): void
}

export interface MarkedOptionTargets {
  readonly count: () => number
  /** Brings the option that was marked by a key into sight. */
  readonly show: (index: number) => void
  readonly choose: (index: number) => void
}

/** Options that Page up and Page down pass. */
const page = 8

export function useMarkedOption({ count, show, choose }: MarkedOptionTargets): MarkedOption {
  const marked = shallowRef(0)
  /** The list may have become shorter. */
  const index = computed(() => Math.min(marked.value, count() - 1))

  function findTarget(key: string, at: number, last: number): number | undefined {
    switch (key) {
      case 'ArrowDown':
        return at === last ? 0 : at + 1
      case 'ArrowUp':
        return at === 0 ? last : at - 1
      case 'PageDown':
        return Math.min(last, at + page)
      case 'PageUp':
        return Math.max(0, at - page)
      default:
        return undefined
    }
  }

  return {
    index,
    point: (target) => {
      marked.value = Math.max(0, target)
    },
    onKeyDown(event) {
      if (event.altKey || event.ctrlKey || event.metaKey) return
      const target = findTarget(event.key, index.value, count() - 1)
      if (target === undefined && event.key !== 'Enter') return
      event.preventDefault()
      if (index.value === -1) return
      if (target === undefined) return choose(index.value)
      marked.value = target
      show(target)
    },
  }
}

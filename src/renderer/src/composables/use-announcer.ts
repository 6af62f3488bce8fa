// Owns what a screen reader is told beyond what is on the screen. StatusRegion.vue is the place it is read from; the
// message list itself is silent while an answer grows.
import { nextTick, readonly, ref, type Ref } from 'vue'

export interface Announcement {
  /** Grows with every announcement, so that the same sentence twice is said twice. */
  readonly id: number
  readonly text: string
}

const current = ref<Announcement>({ id: 0, text: '' })
/** It does not stand on the page yet. */
let isFresh = false

export interface Announcer {
  readonly current: Readonly<Ref<Announcement>>
  announce(text: string): void
}

export function useAnnouncer(): Announcer {
  return {
    current: readonly(current),
    announce: (text) => {
      // What happens at the same moment is said in one breath: a region that is filled twice says the second text alone.
      current.value = isFresh
        ? { id: current.value.id, text: `${current.value.text} ${text}` }
        : { id: current.value.id + 1, text }
      if (isFresh) return
      isFresh = true
      void nextTick(() => {
        isFresh = false
      })
    },
  }
}

// Owns what a screen reader is told beyond what is on the screen. StatusRegion.vue is the place it is read from; the
// message list itself is silent while an answer grows.
import { readonly, ref, type Ref } from 'vue'

export interface Announcement {
  /** Grows with every announcement, so that the same sentence twice is said twice. */
  readonly id: number
  readonly text: string
}

const current = ref<Announcement>({ id: 0, text: '' })

export interface Announcer {
  readonly current: Readonly<Ref<Announcement>>
  announce(text: string): void
}

export function useAnnouncer(): Announcer {
  return {
    current: readonly(current),
    announce: (text) => {
      current.value = { id: current.value.id + 1, text }
    },
  }
}

// Owns which source of a text is shown in a card, and at what: opened by pointing for a moment, by a key at once. The card
// itself is ReferenceCard.vue, the list below the text ReferenceList.vue.
import { onScopeDispose, shallowRef, type Ref } from 'vue'
import type { Reference } from '#shared/part.ts'
import type { ReferenceTargets } from '../../markdown/reference-targets.ts'

export interface ShownReference {
  readonly reference: Reference
  readonly anchor: HTMLElement
  /** Opened by a key: the keyboard goes into the card and comes back to the anchor. */
  readonly takesKeyboard: boolean
}

export interface ReferenceCardState extends ReferenceTargets {
  readonly shown: Readonly<Ref<ShownReference | null>>
  /** The pointer has gone from the anchor into the card. */
  stay(): void
  close(): void
}

export interface ReferenceCardOptions {
  readonly list: () => readonly Reference[]
  /** Brings the person to the source in the list of sources. */
  readonly goTo: (reference: Reference) => void
}

export const openAfterMs = 250
export const closeAfterMs = 200

export function useReferenceCard({ list, goTo }: ReferenceCardOptions): ReferenceCardState {
  const shown = shallowRef<ShownReference | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  function find(index: string): Reference | undefined {
    return list().find((reference) => reference.index === index)
  }

  function after(ms: number, act: () => void): void {
    clearTimeout(timer)
    timer = setTimeout(act, ms)
  }

  function close(): void {
    clearTimeout(timer)
    shown.value = null
  }

  onScopeDispose(() => clearTimeout(timer))

  return {
    shown,
    close,
    stay: () => clearTimeout(timer),
    point(index, anchor) {
      const reference = find(index)
      if (shown.value?.takesKeyboard === true || !reference) return
      after(openAfterMs, () => {
        if (anchor.isConnected) shown.value = { reference, anchor, takesKeyboard: false }
      })
    },
    leave() {
      if (shown.value?.takesKeyboard !== true) after(closeAfterMs, close)
    },
    choose(index, anchor, isMouse) {
      const reference = find(index)
      if (!reference) return
      close()
      if (isMouse) goTo(reference)
      else shown.value = { reference, anchor, takesKeyboard: true }
    },
  }
}

// Owns where a menu of the list comes up: at the button that opened it, at the pointer, or at the row when a key asked for it.
import { shallowRef, type Ref } from 'vue'

export type MenuPlace = HTMLElement | MouseEvent

interface Reference {
  readonly getBoundingClientRect: () => DOMRect
}

export function useMenuPlace(): {
  readonly reference: Readonly<Ref<Reference | undefined>>
  putAt(place: MenuPlace): void
} {
  const reference = shallowRef<Reference>()
  return {
    reference,
    putAt(place) {
      const rect = place instanceof HTMLElement ? place.getBoundingClientRect() : rectOf(place)
      reference.value = { getBoundingClientRect: () => rect }
    },
  }
}

/** A menu that was asked for by a key comes up at the row, not at the corner of the window. */
function rectOf(event: MouseEvent): DOMRect {
  const isByKey = event.button !== 2 && event.target instanceof Element
  if (isByKey) return (event.target as Element).getBoundingClientRect()
  return new DOMRect(event.clientX, event.clientY, 0, 0)
}

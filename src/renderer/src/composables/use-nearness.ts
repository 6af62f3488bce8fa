// Owns knowing whether an element is in sight or will be when the person scrolls on: what is far away need not be made ready,
// nor what only passes by.
import { onBeforeUnmount, onMounted, shallowRef, type ShallowRef } from 'vue'

/** How far outside of what can be seen is near. */
const nearby = '800px 0px'
/** What stays near for so long is what a person looks at. */
const stayMs = 250

type Listener = (isNear: boolean) => void

/** One for all: what the browser does for each of them in every frame counts. */
let observer: IntersectionObserver | undefined
const listeners = new WeakMap<Element, Listener>()

function observe(element: Element, listener: Listener): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) listeners.get(target)?.(isIntersecting)
    },
    // The second is for boxes that scroll within the window, as the messages do.
    { rootMargin: nearby, scrollMargin: nearby },
  )
  listeners.set(element, listener)
  observer.observe(element)
  return () => {
    listeners.delete(element)
    observer?.unobserve(element)
  }
}

/** Whether it is near now. */
export function useNearness(
  element: Readonly<ShallowRef<HTMLElement | null>>,
): Readonly<ShallowRef<boolean>> {
  const isNear = shallowRef(false)
  let stop: (() => void) | undefined
  onMounted(() => {
    if (element.value) stop = observe(element.value, (next) => (isNear.value = next))
  })
  onBeforeUnmount(() => stop?.())
  return isNear
}

/** Whether it has once stayed near for a moment. */
export function useSettled(element: Readonly<ShallowRef<HTMLElement | null>>): Readonly<ShallowRef<boolean>> {
  // Drawn without a window, all of it is there.
  const isSettled = shallowRef(import.meta.env.SSR)
  let stop: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  onMounted(() => {
    if (!element.value) return
    stop = observe(element.value, (isNear) => {
      clearTimeout(timer)
      if (isNear) timer = setTimeout(settle, stayMs)
    })
  })
  onBeforeUnmount(end)

  function settle(): void {
    isSettled.value = true
    end()
  }
  function end(): void {
    stop?.()
    clearTimeout(timer)
  }
  return isSettled
}

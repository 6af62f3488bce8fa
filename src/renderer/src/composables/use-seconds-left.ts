// Owns counting down to a moment, in whole seconds.
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'

/** How long until the next whole second, at least: a timer may fire a little early. */
const leastPauseMs = 50

/** The seconds until `at` (milliseconds since the epoch), rounded up; 0 from then on. */
export function useSecondsLeft(at: () => number): Readonly<Ref<number>> {
  const now = ref(Date.now())
  let timer: ReturnType<typeof setTimeout> | undefined

  function look(): void {
    clearTimeout(timer)
    now.value = Date.now()
    const leftMs = at() - now.value
    if (leftMs > 0) timer = setTimeout(look, Math.max(leftMs % 1000, leastPauseMs))
  }

  watch(at, look, { immediate: true })
  onScopeDispose(() => clearTimeout(timer))
  return computed(() => Math.max(0, Math.ceil((at() - now.value) / 1000)))
}

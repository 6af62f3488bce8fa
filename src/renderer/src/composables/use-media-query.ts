// Owns whether something is true of the window, by a media query, as it changes.
import { onScopeDispose, shallowRef, type Ref } from 'vue'

export function useMediaQuery(query: string): Readonly<Ref<boolean>> {
  const list = window.matchMedia(query)
  const matches = shallowRef(list.matches)
  const onChange = () => (matches.value = list.matches)
  list.addEventListener('change', onChange)
  onScopeDispose(() => list.removeEventListener('change', onChange))
  return matches
}

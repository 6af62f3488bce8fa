// Owns that keys of an input method (Chinese, Japanese, Korean …) reach no listener of the page, in any field or menu: the
// Enter that takes a candidate neither sends nor chooses nor renames, and Escape closes nothing. The field itself gets them.
// Which keys those are is in components/conversation/composition-guard.ts.
import { createCompositionGuard } from '../components/conversation/composition-guard.ts'

/** To be called before anything else listens: of the listeners at one place the first is called first. */
export function guardCompositions(page: Pick<Window, 'addEventListener'>): void {
  const guard = createCompositionGuard()
  page.addEventListener('compositionend', (event) => guard.onCompositionEnd(event), true)
  page.addEventListener(
    'keydown',
    (event) => {
      if (guard.ownsKey(event)) event.stopImmediatePropagation()
    },
    true,
  )
}

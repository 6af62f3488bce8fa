// Owns drawing a formula with KaTeX, which is loaded when the first one is drawn. It makes elements, never HTML. It makes no
// MathML, because parts of that carry style attributes, which the page's policy refuses: whoever holds the element names it.
import katex from 'katex'
import 'katex/dist/katex.min.css'
import type { Formula } from '#shared/markdown/formulas.ts'

/** False when it is not TeX that can be drawn; the element is empty then. */
export function drawFormula({ tex, isDisplay }: Formula, element: HTMLElement): boolean {
  try {
    katex.render(tex, element, {
      displayMode: isDisplay,
      output: 'html',
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxExpand: 500,
      maxSize: 20,
    })
    return true
  } catch {
    // Whatever it throws, also for want of stack: the source is shown.
    element.replaceChildren()
    return false
  }
}

// Owns waiting until a page has the colours of its theme: on the way from one to the other they are those of neither.
import type { Page } from '@playwright/test'

export async function waitForTransitions(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // Two frames: the theme has changed and is painted, and what goes over into its colours is under way.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
    await Promise.allSettled(transitions.map(({ finished }) => finished))
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
}

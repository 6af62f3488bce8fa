// Owns what axe finds wrong on a page, for journeys that look at accessibility.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'
import { waitForTransitions } from './wait-for-transitions.ts'

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe finds wrong on the page, in a line each. `hasMenu`: a menu is open, which floats above the landmarks of the page and
 * belongs to the button that opened it.
 */
export async function findViolations(page: Page, { hasMenu = false } = {}): Promise<string[]> {
  await page.evaluate(axeSource)
  const results = await page.evaluate(
    // The source evaluated above has put `axe` on the page.
    (isRegionChecked) =>
      (globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run({
        // The names of the switcher and of the list's items are fixed; what they show is what is chosen, and a time.
        rules: { 'label-content-name-mismatch': { enabled: false }, region: { enabled: isRegionChecked } },
      }),
    !hasMenu,
  )
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
  )
}

/** What axe finds wrong on the page in the light theme and in the dark one, for a page that follows the system in this. */
export async function findViolationsInThemes(
  page: Page,
  options: { hasMenu?: boolean } = {},
): Promise<string[]> {
  const lines: string[] = []
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.locator(`html[data-theme=${theme}]`).waitFor({ state: 'attached' })
    await waitForTransitions(page)
    lines.push(...(await findViolations(page, options)).map((line) => `${theme}: ${line}`))
  }
  return lines
}

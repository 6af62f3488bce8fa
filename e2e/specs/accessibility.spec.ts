import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'
import { answers, ask, tryTheDemo } from '../steps.ts'
import { expect, test } from '../test.ts'

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong on the page, in a line each. */
async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const results = await page.evaluate(
    // The source evaluated above has put `axe` on the page.
    () =>
      (globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run({
        // The names of the switcher and of the list's items are fixed; what they show is what is chosen, and a time.
        rules: { 'label-content-name-mismatch': { enabled: false } },
      }),
  )
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
  )
}

for (const theme of ['light', 'dark'] as const) {
  test(`first run, form and conversation have no violations in the ${theme} theme`, async ({ start }) => {
    const { page } = await start()
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await expect(page.getByRole('button', { name: 'Add an AppKey' })).toBeVisible()
    const firstRun = await findViolations(page)
    await page.getByRole('button', { name: 'Add an AppKey' }).click()
    await expect(page.getByRole('dialog', { name: 'AppKey profile' })).toBeVisible()
    const form = await findViolations(page)
    await page.keyboard.press('Escape')
    await tryTheDemo(page)
    await ask(page, '/think')
    await expect(answers(page)).toHaveAttribute('data-status', 'complete', { timeout: 45_000 })
    const conversation = await findViolations(page)
    expect({ firstRun, form, conversation }).toEqual({ firstRun: [], form: [], conversation: [] })
  })
}

import { findViolations } from '../find-violations.ts'
import { answers, ask, tryTheDemo } from '../steps.ts'
import { expect, test } from '../test.ts'

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

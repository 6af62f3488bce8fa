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

/** Answers with everything that can be in one, by the commands of the demo. */
const richAnswers = [
  '/markdown',
  '/refs',
  '/contents',
  '/tools',
  '/sub-agents',
  '/plan',
  '/options',
  '/chart',
  '/evil-answer',
]

for (const theme of ['light', 'dark'] as const) {
  test(`answers with all their parts, and what opens from them, have no violations in the ${theme} theme`, async ({
    start,
  }) => {
    test.setTimeout(240_000)
    const { page } = await start()
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await tryTheDemo(page)
    const violations: Record<string, readonly string[]> = {}
    for (const question of richAnswers) {
      await ask(page, question)
      await expect(page.locator('article[data-status=streaming]')).toHaveCount(0, { timeout: 60_000 })
      violations[question] = await findViolations(page)
    }
    const opened = {
      'menu of an answer': () => page.getByRole('button', { name: 'More actions' }).last().click(),
      palette: () => page.keyboard.press('ControlOrMeta+KeyK'),
      outline: () => page.keyboard.press('ControlOrMeta+Shift+KeyL'),
      shortcuts: () => page.keyboard.press('ControlOrMeta+Slash'),
    }
    for (const [name, open] of Object.entries(opened)) {
      await open()
      violations[name] = await findViolations(page, { hasMenu: name.startsWith('menu') })
      await page.keyboard.press('Escape')
    }
    const found = Object.fromEntries(Object.entries(violations).filter(([, lines]) => lines.length > 0))
    expect(found).toEqual({})
  })
}

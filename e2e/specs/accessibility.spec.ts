import { findViolationsInThemes } from '../find-violations.ts'
import { addProfile, ask, startConversation, tryTheDemo, untilAnswered } from '../steps.ts'
import { expect, test } from '../test.ts'

test('first run, form and conversation have no violations in either theme', async ({ start }) => {
  const { page } = await start()
  await expect(page.getByRole('button', { name: 'Add an AppKey' })).toBeVisible()
  const firstRun = await findViolationsInThemes(page)
  await page.getByRole('button', { name: 'Add an AppKey' }).click()
  await expect(page.getByRole('dialog', { name: 'AppKey profile' })).toBeVisible()
  const form = await findViolationsInThemes(page)
  await page.keyboard.press('Escape')
  await tryTheDemo(page)
  await ask(page, '/think')
  await untilAnswered(page)
  const conversation = await findViolationsInThemes(page)
  expect({ firstRun, form, conversation }).toEqual({ firstRun: [], form: [], conversation: [] })
})

/** Answers with everything that can be in one, by the commands of the simulator. */
const richAnswers: readonly (readonly [question: string, status?: string])[] = [
  ['/markdown'],
  ['/refs'],
  ['/contents'],
  ['/tools'],
  ['/sub-agents'],
  ['/plan'],
  ['/options'],
  ['/chart'],
  ['/evil-answer', 'refused'],
]

test(
  'answers with all their parts, and what opens from them, have no violations in either theme',
  { tag: '@shell-free' },
  async ({ start, service }) => {
    test.setTimeout(240_000)
    const { page } = await start()
    const { demoAppKey: appKey, url: serviceUrl, credentials } = service
    await addProfile(page, { name: 'Rich', appKey, serviceUrl, credentials })
    const violations: Record<string, readonly string[]> = {}
    for (const [question, status] of richAnswers) {
      // Axe takes as long as there is much to see.
      await startConversation(page)
      await ask(page, question)
      await untilAnswered(page, status)
      violations[question] = await findViolationsInThemes(page)
    }
    const opened = {
      'menu of an answer': {
        open: () => page.getByRole('button', { name: 'More actions' }).last().click(),
        what: page.getByRole('menu'),
        hasMenu: true,
      },
      palette: {
        open: () => page.keyboard.press('ControlOrMeta+KeyK'),
        what: page.getByRole('dialog', { name: 'Command palette' }),
      },
      outline: {
        open: () => page.keyboard.press('ControlOrMeta+Shift+KeyL'),
        what: page.getByRole('complementary', { name: 'Questions' }),
      },
      shortcuts: {
        open: () => page.keyboard.press('ControlOrMeta+Slash'),
        what: page.getByRole('tabpanel', { name: 'Keyboard shortcuts' }),
      },
    }
    for (const [name, { open, what, ...options }] of Object.entries(opened)) {
      await open()
      await expect(what).toBeVisible()
      violations[name] = await findViolationsInThemes(page, options)
      await page.keyboard.press('Escape')
      await expect(what).toBeHidden()
    }
    const found = Object.fromEntries(Object.entries(violations).filter(([, lines]) => lines.length > 0))
    expect(found).toEqual({})
  },
)

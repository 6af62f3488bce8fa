import { answers, ask, tryTheDemo, untilAnswered, wordsOf, wordsSoFar } from '../steps.ts'
import { expect, test } from '../test.ts'

test('Stop ends the answer at once and keeps its text', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, '/long 5000')
  await wordsSoFar(answers(page), 60)
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(answers(page)).toHaveAttribute('data-status', 'stopped')
  const kept = await wordsOf(answers(page))
  await expect(page.getByRole('button', { name: 'Send' })).toBeVisible()
  await ask(page, '/say Still there')
  await untilAnswered(page)
  expect(kept.length).toBeGreaterThan(60)
  await expect(answers(page).first()).toHaveAttribute('data-status', 'stopped')
})

import { answers, ask, conversation, wordsSoFar, tryTheDemo, wordsOf } from '../steps.ts'
import { expect, test } from '../test.ts'

test('a page that is reloaded in the middle of an answer shows it whole', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, '/long 1500')
  await wordsSoFar(answers(page), 100)
  await page.reload()
  await conversation(page, '/long 1500').click()
  await expect(answers(page)).toHaveAttribute('data-status', 'complete', { timeout: 45_000 })
  const whole = await wordsOf(answers(page))
  await page.reload()
  await conversation(page, '/long 1500').click()
  await expect(answers(page)).toHaveAttribute('data-status', 'complete')
  expect(await wordsOf(answers(page))).toBe(whole)
})

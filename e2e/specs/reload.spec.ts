import { answers, ask, conversation, tryTheDemo, untilAnswered, wordsOf, wordsSoFar } from '../steps.ts'
import { expect, test } from '../test.ts'

test('a page that is reloaded in the middle of an answer shows it whole', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, '/long 900')
  await wordsSoFar(answers(page), 100)
  await page.reload()
  await conversation(page, '/long 900').click()
  await untilAnswered(page)
  const whole = await wordsOf(answers(page))
  await page.reload()
  await conversation(page, '/long 900').click()
  await expect(answers(page)).toHaveAttribute('data-status', 'complete')
  expect(await wordsOf(answers(page))).toBe(whole)
})

import {
  answers,
  ask,
  conversation,
  questions,
  tryTheDemo,
  untilAnswered,
  wordsOf,
  wordsSoFar,
} from '../steps.ts'
import { expect, test } from '../test.ts'

test('a conversation is there again after the program was closed', async ({ start }) => {
  const first = await start()
  await tryTheDemo(first.page)
  await ask(first.page, '/say Please remember this')
  await untilAnswered(first.page)
  const written = await wordsOf(answers(first.page))
  await first.close()

  const { page } = await start()
  await conversation(page, '/say Please remember this').click()
  await expect(questions(page)).toContainText('/say Please remember this')
  expect(await wordsOf(answers(page))).toBe(written)
})

test('an answer that was being written when the program was killed is kept and marked', async ({ start }) => {
  const first = await start()
  await tryTheDemo(first.page)
  await ask(first.page, '/long 5000')
  const seen = await wordsSoFar(answers(first.page), 200)
  await first.kill()

  const { page } = await start()
  await conversation(page, '/long 5000').click()
  await expect(answers(page)).toHaveAttribute('data-status', 'interrupted')
  const kept = await wordsOf(answers(page))
  expect(kept.startsWith(seen.slice(0, 150))).toBe(true)
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible()
})

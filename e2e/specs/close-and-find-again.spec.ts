import { answers, ask, conversation, questions, textSoFar, tryTheDemo } from '../steps.ts'
import { expect, test } from '../test.ts'

test('a conversation is there again after the program was closed', async ({ start }) => {
  const first = await start()
  await tryTheDemo(first.page)
  await ask(first.page, 'Please remember this')
  await expect(answers(first.page)).toHaveAttribute('data-status', 'complete', { timeout: 45_000 })
  const written = await answers(first.page).innerText()
  await first.close()

  const { page } = await start()
  await conversation(page, 'Please remember this').click()
  await expect(questions(page)).toContainText('Please remember this')
  expect(withoutFrame(await answers(page).innerText())).toBe(withoutFrame(written))
})

test('an answer that was being written when the program was killed is kept and marked', async ({ start }) => {
  const first = await start()
  await tryTheDemo(first.page)
  await ask(first.page, '/long 5000')
  const seen = await textSoFar(answers(first.page), 200)
  await first.kill()

  const { page } = await start()
  await conversation(page, '/long 5000').click()
  await expect(answers(page)).toHaveAttribute('data-status', 'interrupted')
  const kept = await answers(page).innerText()
  expect(withoutFrame(kept).startsWith(withoutFrame(seen).slice(0, 150))).toBe(true)
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible()
})

/** The words of an answer without what stands around them. */
function withoutFrame(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

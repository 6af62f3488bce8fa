import { answers, ask, conversation, startConversation, wordsSoFar, tryTheDemo, wordsOf } from '../steps.ts'
import { expect, test } from '../test.ts'

test('two conversations stream at once, and one goes on while the other is on the screen', async ({
  start,
}) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, '/long 2500')
  const before = (await wordsSoFar(answers(page), 50)).length
  await startConversation(page)
  await ask(page, '/long 900')
  await wordsSoFar(answers(page), 50)
  await expect(answers(page)).toHaveAttribute('data-status', 'complete', { timeout: 45_000 })
  await conversation(page, '/long 2500').click()
  await expect.poll(async () => (await wordsOf(answers(page))).length).toBeGreaterThan(before + 300)
  await expect(answers(page)).toHaveAttribute('data-status', 'complete', { timeout: 60_000 })
})

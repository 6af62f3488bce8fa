import {
  answers,
  ask,
  conversation,
  startConversation,
  tryTheDemo,
  untilAnswered,
  wordsOf,
  wordsSoFar,
} from '../steps.ts'
import { expect, test } from '../test.ts'

test('two conversations stream at once, and one goes on while the other is on the screen', async ({
  start,
}) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, '/long 1200')
  const before = (await wordsSoFar(answers(page), 50)).length
  await startConversation(page)
  await ask(page, '/long 300')
  await wordsSoFar(answers(page), 50)
  await untilAnswered(page)
  await conversation(page, '/long 1200').click()
  await expect.poll(async () => (await wordsOf(answers(page))).length).toBeGreaterThan(before + 300)
  await untilAnswered(page)
})

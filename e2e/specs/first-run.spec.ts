import { ask, conversation, tryTheDemo, untilAnswered } from '../steps.ts'
import { expect, test } from '../test.ts'

test('a new person is offered two ways in and reaches an answer by the demo', async ({ start }) => {
  const { page } = await start()
  await expect(page.getByRole('button', { name: 'Add an AppKey' })).toBeVisible()
  await tryTheDemo(page)
  await ask(page, 'Hello there')
  await untilAnswered(page)
  await expect(conversation(page, 'Hello there')).toBeVisible()
})

test('--demo opens straight into the demo', async ({ start }) => {
  const { page } = await start({ args: ['--demo'] })
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Switch AppKey' })).toHaveAccessibleDescription('Demo')
})

test('the demo can be reached without a mouse', async ({ start }) => {
  const { page } = await start()
  const button = page.getByRole('button', { name: 'Try the demo' })
  await expect(button).toBeVisible()
  for (let presses = 0; presses < 10; presses += 1) {
    await page.keyboard.press('Tab')
    if (await button.evaluate((element) => element === document.activeElement)) break
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeFocused()
})

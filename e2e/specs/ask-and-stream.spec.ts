import { answers, ask, questions, tryTheDemo, untilAnswered, wordsOf, wordsSoFar } from '../steps.ts'
import { expect, test } from '../test.ts'

test('an answer grows while it is written and then is complete', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, '/long 1500')
  const answer = answers(page)
  await expect(answer).toHaveAttribute('data-status', 'streaming')
  const early = await wordsSoFar(answer, 20)
  await expect.poll(async () => (await wordsOf(answer)).length).toBeGreaterThan(early.length + 100)
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible()
  await expect(answer).toHaveAttribute('data-status', 'complete', { timeout: 45_000 })
  await expect(page.getByRole('button', { name: 'Send' })).toBeVisible()
  await expect(questions(page)).toHaveAttribute('data-status', 'complete')
})

test('a thought is shown as a disclosure above the answer', { tag: '@shell-free' }, async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, '/think')
  await untilAnswered(page)
  const thought = answers(page).getByRole('button', { name: /^Thought/ })
  await expect(thought).toHaveAttribute('aria-expanded', 'false')
  await thought.click()
  await expect(thought).toHaveAttribute('aria-expanded', 'true')
})

test(
  'Shift+Enter breaks the line and keys of an input method do not send',
  { tag: '@shell-free' },
  async ({ start }) => {
    const { page } = await start()
    await tryTheDemo(page)
    const composer = page.getByRole('textbox', { name: 'Message' })
    await composer.pressSequentially('one')
    await composer.press('Shift+Enter')
    await composer.pressSequentially('two')
    await composer.evaluate((element) => {
      element.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
      element.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: 'Enter',
          keyCode: 229,
          isComposing: true,
          bubbles: true,
          cancelable: true,
        }),
      )
      element.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))
    })
    await expect(composer).toHaveValue('one\ntwo')
    await expect(questions(page)).toHaveCount(0)
  },
)

test('code has colours once it is closed and somebody is there', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, '/markdown')
  await expect(page.locator('.code-block .code-keyword').first()).toBeVisible({ timeout: 30_000 })
})

import { expect, test } from '../test.ts'
import { answers, ask, tryTheDemo } from '../steps.ts'

test(
  'a source is shown at its mark, with the words behind it, and leads there and back',
  { tag: '@shell-free' },
  async ({ start }) => {
    const { page } = await start()
    await tryTheDemo(page)
    await ask(page, '/refs')
    const answer = answers(page).last()
    await expect(answer).toHaveAttribute('data-status', 'complete')
    const mark = answer.getByRole('button', { name: 'Reference 1' })

    await test.step('by the keyboard, which comes back', async () => {
      await mark.focus()
      await page.keyboard.press('Enter')
      const card = page.getByRole('dialog', { name: 'Source 1' })
      await expect(card).toContainText('employees get 15 days of annual leave')
      await page.keyboard.press('Escape')
      await expect(card).toBeHidden()
      await expect(mark).toBeFocused()
    })

    await test.step('by pointing', async () => {
      await answer.getByRole('button', { name: 'Reference 2' }).hover()
      await expect(page.getByRole('dialog', { name: 'Source 2' })).toContainText('Leave policy 2026.pdf')
      await page.mouse.move(0, 0)
      await expect(page.getByRole('dialog', { name: 'Source 2' })).toBeHidden()
    })

    await test.step('in the list', async () => {
      await mark.click()
      await expect(answer.getByRole('list', { name: 'References' }).locator('li').first()).toBeFocused()
    })

    await test.step('in the panel, which gives the keyboard back', async () => {
      await answer.getByRole('button', { name: 'Show all sources' }).press('Enter')
      const panel = page.getByRole('complementary', { name: 'References' })
      await expect(panel).toBeFocused()
      await panel.getByRole('listitem').nth(2).getByRole('button', { name: 'Show the cited text' }).click()
      await expect(panel).toContainText('At the end of March.')
      await panel.getByRole('listitem').first().getByRole('button', { name: 'Show in the text' }).click()
      await expect(mark).toBeFocused()
      await panel.getByRole('button', { name: 'Close' }).press('Escape')
      await expect(panel).toBeHidden()
    })
  },
)

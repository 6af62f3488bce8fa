import { openSettings, tryTheDemo } from '../steps.ts'
import { expect, test } from '../test.ts'

test('the language and the theme that a person chooses are there after a restart', async ({ start }) => {
  const first = await start()
  await tryTheDemo(first.page)
  await openSettings(first.page, 'General')
  await first.page.getByRole('radio', { name: 'Dark' }).check({ force: true })
  await first.page.getByRole('radio', { name: '简体中文' }).check({ force: true })
  await first.page.keyboard.press('Escape')
  await expect(first.page.getByRole('navigation', { name: '对话' })).toBeVisible()
  await first.close()

  const { page } = await start()
  await expect(page.getByRole('navigation', { name: '对话' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
})

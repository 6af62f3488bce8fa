import { tryTheDemo } from '../steps.ts'
import { expect, test } from '../test.ts'

test('a narrow window has the sidebar, and a new conversation, behind buttons before the title', async ({
  start,
}) => {
  const { page } = await start({ viewport: { width: 640, height: 400 } })
  await tryTheDemo(page)
  await page.getByRole('button', { name: 'Show the sidebar' }).click()
  const drawer = page.getByRole('dialog', { name: 'Sidebar' })
  await drawer.getByRole('button', { name: 'Hide the sidebar' }).click()
  await expect(drawer).toBeHidden()
  await page.getByRole('textbox', { name: 'Message' }).blur()
  await page.getByRole('button', { name: 'New conversation' }).click()
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeFocused()
})

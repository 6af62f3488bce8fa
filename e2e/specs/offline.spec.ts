import type { Page } from '@playwright/test'
import { ask, fillProfileForm, tryTheDemo, untilAnswered } from '../steps.ts'
import { expect, test } from '../test.ts'

test('without a network everything can be read, and a question waits until it is sent', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, '/say Before the network went')
  await untilAnswered(page)
  await page.getByRole('button', { name: 'Switch AppKey' }).click()
  await page.getByRole('menuitem', { name: 'Add an AppKey' }).click()
  const dialog = await fillProfileForm(
    page,
    { name: 'Far away', appKey: 'canary-app-key', serviceUrl: 'https://adp.invalid' },
    { isOpen: true },
  )
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()

  await setNetwork(page, false)
  await expect(page.getByText('No network. Everything here can be read and searched')).toBeVisible()
  const composer = page.getByRole('textbox', { name: 'Message' })
  await composer.fill('Is anybody there?')
  await composer.press('Enter')
  await expect(page.getByText('Your question stays here')).toBeVisible()
  await expect(composer).toHaveValue('Is anybody there?')
  await expect(page.getByRole('article', { name: 'Question' })).toHaveCount(0)

  await setNetwork(page, true)
  await expect(page.getByText('The network is back. Your question can be sent now.')).toBeVisible()
  await expect(page.getByText('No network. Everything here')).toBeHidden()
  await expect(page.getByRole('article', { name: 'Question' })).toHaveCount(0)
  await composer.press('Enter')
  await expect(page.getByRole('article', { name: 'Question' })).toHaveCount(1)
  await expect(composer).toHaveValue('')
})

/** As the browser says it; the way to the program on this computer stays. */
async function setNetwork(page: Page, isOnline: boolean): Promise<void> {
  await page.evaluate((online) => {
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => online })
    window.dispatchEvent(new Event(online ? 'online' : 'offline'))
  }, isOnline)
}

import type { Locator, Page } from '@playwright/test'
import { startSimulator } from '../../src/simulator/index.ts'
import { addProfile, answers, ask, conversation, startConversation, untilAnswered } from '../steps.ts'
import { expect, test } from '../test.ts'

const passphrase = 'correct horse battery'

function choiceDialog(page: Page): Locator {
  return page.getByRole('dialog', { name: 'How should your AppKeys be kept?' })
}

function unlockDialog(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Unlock your AppKeys' })
}

async function choosePassphrase(page: Page): Promise<void> {
  const dialog = choiceDialog(page)
  await dialog.getByRole('radio', { name: 'Protect with a passphrase' }).check()
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await dialog.getByLabel('Repeat the passphrase', { exact: true }).fill(passphrase)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
}

async function unlock(page: Page, entered: string): Promise<void> {
  await unlockDialog(page).getByLabel('Passphrase', { exact: true }).fill(entered)
  await unlockDialog(page).getByRole('button', { name: 'Unlock', exact: true }).click()
}

async function askAndGetAnswer(page: Page): Promise<void> {
  await ask(page, '/say Hello')
  await untilAnswered(page)
}

// Only the stand-in can be such a machine.
test.describe('on a machine that offers nothing to keep AppKeys with', { tag: '@standin-only' }, () => {
  test('a passphrase protects them: locked after a restart, a wrong one is told, the right one opens', async ({
    start,
  }) => {
    const simulator = await startSimulator({ pace: 'instant' })
    const { demoAppKey: appKey, url: serviceUrl } = simulator
    const first = await start({ hasKeyring: false })
    await addProfile(first.page, { name: 'Work', appKey, serviceUrl })
    await choosePassphrase(first.page)
    await askAndGetAnswer(first.page)
    await first.close()

    const { page } = await start({ hasKeyring: false })
    await unlock(page, 'wrong horse battery')
    await expect(unlockDialog(page)).toContainText('This is not the passphrase.')
    await unlockDialog(page).getByRole('button', { name: 'Not now' }).click()
    await startConversation(page)
    await ask(page, '/say Hello again')
    await expect(answers(page)).toHaveAttribute('data-status', 'failed')
    await expect(answers(page)).toContainText('Your AppKeys are locked.')
    await answers(page).getByRole('button', { name: 'Unlock' }).click()
    await unlock(page, passphrase)
    await expect(unlockDialog(page)).toBeHidden()
    await answers(page).getByRole('button', { name: 'Retry' }).click()
    await untilAnswered(page)
    await expect(page.getByRole('button', { name: 'AppKeys are locked' })).toBeHidden()
    await simulator.close()
  })

  test('unprotected ones are there after a restart, and so is the mark that says so', async ({ start }) => {
    const simulator = await startSimulator({ pace: 'instant' })
    const { demoAppKey: appKey, url: serviceUrl } = simulator
    const first = await start({ hasKeyring: false })
    await addProfile(first.page, { name: 'Work', appKey, serviceUrl })
    await choiceDialog(first.page).getByRole('radio', { name: 'Keep unprotected' }).check()
    await choiceDialog(first.page).getByRole('button', { name: 'Save' }).click()
    await expect(first.page.getByRole('button', { name: 'AppKeys are not protected' })).toBeVisible()
    await first.close()

    const { page } = await start({ hasKeyring: false })
    await askAndGetAnswer(page)
    await expect(page.getByRole('button', { name: 'AppKeys are not protected' })).toBeVisible()
    await simulator.close()
  })

  test('by default they last for the session, and are asked for again after it', async ({ start }) => {
    const simulator = await startSimulator({ pace: 'instant' })
    const { demoAppKey: appKey, url: serviceUrl } = simulator
    const first = await start({ hasKeyring: false })
    await addProfile(first.page, { name: 'Work', appKey, serviceUrl })
    await expect(choiceDialog(first.page).getByRole('radio', { name: 'For this session only' })).toBeChecked()
    await choiceDialog(first.page).getByRole('button', { name: 'Save' }).click()
    await askAndGetAnswer(first.page)
    await first.close()

    const { page } = await start({ hasKeyring: false })
    // It is what was open before; a question goes nowhere else once it is on the page.
    await conversation(page, '/say Hello').click()
    await expect(answers(page)).toHaveAttribute('data-status', 'complete')
    await ask(page, '/say Hello again')
    await expect(await untilAnswered(page, 'failed')).toContainText('Enter it again in the profile.')
    await expect(page.getByRole('button', { name: 'AppKeys for this session only' })).toBeVisible()
    await simulator.close()
  })
})

// Elsewhere the system has a keyring.
test.describe('browser-hosted', { tag: '@browser-only' }, () => {
  test('a passphrase may stand in for the key file, and a forgotten one is given up', async ({ start }) => {
    const simulator = await startSimulator({ pace: 'instant' })
    const { demoAppKey: appKey, url: serviceUrl } = simulator
    const first = await start()
    await addProfile(first.page, { name: 'Work', appKey, serviceUrl })
    await first.page.getByRole('button', { name: 'Switch AppKey' }).click()
    await first.page.getByRole('menuitem', { name: 'Edit' }).click()
    await first.page.getByRole('button', { name: 'Change how AppKeys are kept' }).click()
    await choosePassphrase(first.page)
    const form = first.page.getByRole('dialog', { name: 'AppKey profile' })
    await expect(form).toContainText('Encrypted on this computer with your passphrase.')
    await form.getByRole('button', { name: 'Cancel' }).click()
    await askAndGetAnswer(first.page)
    await first.close()

    const { page } = await start()
    await unlockDialog(page).getByRole('button', { name: 'Forgot the passphrase?' }).click()
    await page.getByRole('button', { name: 'Give up AppKeys' }).click()
    await expect(unlockDialog(page)).toBeHidden()
    await startConversation(page)
    await ask(page, '/say Hello')
    await expect(answers(page)).toContainText('Enter it again in the profile.')
    await simulator.close()
  })
})

// What reaches the program from outside: names on the command line, links, pasted keys, files of profiles.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { startProgram } from '../hosts/electron-standin/program.ts'
import { launchElectronStandin } from '../hosts/electron-standin.ts'
import { addProfile } from '../steps.ts'
import { expect, test } from '../test.ts'

const serviceUrl = 'https://adp.example.com'

function switcher(page: Page): Locator {
  return page.getByRole('button', { name: 'Switch AppKey' })
}

/** Adds profiles of these names; the last one is selected. */
async function addProfiles(page: Page, names: readonly string[]): Promise<void> {
  for (const [index, name] of names.entries()) {
    if (index > 0) {
      await switcher(page).click()
      await page.getByRole('menuitem', { name: 'Add an AppKey' }).click()
      const dialog = page.getByRole('dialog', { name: 'AppKey profile' })
      await dialog.getByLabel('Name', { exact: true }).fill(name)
      await dialog.getByLabel('AppKey', { exact: true }).fill('canary-app-key-1234')
      await dialog.getByRole('button', { name: 'Save' }).click()
      await expect(dialog).toBeHidden()
    } else await addProfile(page, { name, appKey: 'canary-app-key-1234', serviceUrl })
  }
}

/** Pastes where no field takes it. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, text)
}

test('--profile opens the profile of that name, and says so when there is none', async ({ start }) => {
  const first = await start()
  await addProfiles(first.page, ['Travel desk', 'Work'])
  await first.close()

  const second = await start({ args: ['--profile', 'travel DESK'] })
  await expect(switcher(second.page)).toHaveAccessibleDescription('Travel desk')
  await second.close()

  const { page } = await start({ args: ['--profile', 'Wrok'] })
  await expect(page.getByText('No profile is called “Wrok”')).toBeVisible()
  await expect(switcher(page)).toHaveAccessibleDescription('Travel desk')
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(page.getByText('No profile is called')).toHaveCount(0)
})

test('a pasted AppKey opens the form with it and saves nothing', async ({ start }) => {
  const { page } = await start()
  await expect(page.getByRole('button', { name: 'Add an AppKey' })).toBeVisible()
  await paste(page, ' SimDemoAppKey01\n')
  const dialog = page.getByRole('dialog', { name: 'AppKey profile' })
  await expect(dialog.getByLabel('AppKey', { exact: true })).toHaveValue('SimDemoAppKey01')
  await expect(dialog).toContainText('Nothing is saved yet')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Add an AppKey' }).click()
  await expect(dialog.getByLabel('AppKey', { exact: true })).toHaveValue('')
})

test('a link is shown first, names the address that would get the AppKey, and then fills in the form', async ({
  start,
}) => {
  const { page } = await start()
  await expect(page.getByRole('button', { name: 'Add an AppKey' })).toBeVisible()
  await paste(page, 'adp-desk://add?name=Travel+desk&service=https://adp.example.com/x&protocol=v2')
  const question = page.getByRole('alertdialog', { name: 'A link wants to fill in a new profile' })
  await expect(question).toContainText('AppKey goes toadp.example.com')
  await expect(page.getByRole('dialog', { name: 'AppKey profile' })).toHaveCount(0)
  await question.getByRole('button', { name: 'Fill in the form' }).click()
  const dialog = page.getByRole('dialog', { name: 'AppKey profile' })
  await expect(dialog).toContainText('Your AppKey will be sent to adp.example.com')
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Travel desk')
  await expect(dialog.getByLabel('Service URL', { exact: true })).toHaveValue('https://adp.example.com/x')
  await expect(dialog.getByLabel('AppKey', { exact: true })).toHaveValue('')
})

test('a link with a key in it is refused, and shows the key to nobody', async ({ start }) => {
  const { page } = await start()
  await expect(page.getByRole('button', { name: 'Add an AppKey' })).toBeVisible()
  await paste(page, 'adp-desk://add?name=Travel&appkey=SimDemoAppKey01')
  const answer = page.getByRole('alertdialog', { name: 'This link was refused' })
  await expect(answer).toContainText('Links never carry secrets')
  await expect(page.locator('body')).not.toContainText('SimDemoAppKey01')
  await answer.getByRole('button', { name: 'Close' }).click()
  await expect(answer).toBeHidden()
})

test('a link opens a profile only when it is agreed to', async ({ start }) => {
  const { page } = await start()
  await addProfiles(page, ['Travel desk', 'Work'])
  const question = page.getByRole('alertdialog', { name: 'A link wants to open a profile' })
  await paste(page, 'adp-desk://open?profile=Travel%20desk')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(switcher(page)).toHaveAccessibleDescription('Work')
  await paste(page, 'adp-desk://open?profile=Travel%20desk')
  await question.getByRole('button', { name: 'Open the profile' }).click()
  await expect(switcher(page)).toHaveAccessibleDescription('Travel desk')
})

test('profiles leave as a file without a secret and come into another program', async ({ start }) => {
  // Two programs, one after the other.
  test.slow()
  const folder = await mkdtemp(join(tmpdir(), 'adp-desk-e2e-'))
  const file = join(folder, 'adp-desk-profiles.json')
  const { page } = await start()
  await addProfiles(page, ['Travel desk', 'مكتب'])
  await switcher(page).click()
  await page.getByRole('menuitem', { name: 'Import and export…' }).click()
  const from = page.getByRole('dialog', { name: 'Import and export' })
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    from.getByRole('button', { name: 'Export 2 profiles' }).click(),
  ])
  await download.saveAs(file)
  const text = await readFile(file, 'utf8')
  expect([download.suggestedFilename(), /canary|1234|visitorId/.test(text)]).toEqual([
    'adp-desk-profiles.json',
    false,
  ])

  const other = await start({ dataDir: join(folder, 'other') })
  await other.page.getByRole('button', { name: 'Import and export…' }).click()
  const into = other.page.getByRole('dialog', { name: 'Import and export' })
  await writeFile(join(folder, 'photo.json'), 'not ours')
  await into.locator('input[type=file]').setInputFiles(join(folder, 'photo.json'))
  await expect(into.getByRole('alert')).toContainText('damaged, or no export')
  await into.locator('input[type=file]').setInputFiles(file)
  await expect(into.getByRole('checkbox', { name: 'Travel desk' })).toBeChecked()
  await into.getByRole('checkbox', { name: 'Travel desk' }).uncheck()
  await into.getByRole('button', { name: 'Import one profile' }).click()
  await expect(into.getByRole('status')).toContainText('One profile imported')
  await into.getByRole('button', { name: 'Close' }).click()
  await expect(switcher(other.page)).toHaveAccessibleDescription('مكتب')
  await other.close()
  await rm(folder, { recursive: true, force: true })
})

// Only the stand-in can be told what the system does.
test.describe('the desktop program', { tag: '@standin-only' }, () => {
  test('takes links from the system and from a further start, and switches by its tray', async ({
    dataDir,
    openBrowser,
  }) => {
    const args = ['adp-desk://open?profile=Nowhere']
    const host = await launchElectronStandin({ dataDir, openBrowser, args })
    const { page } = host
    const question = page.getByRole('alertdialog')
    await expect(question).toContainText('No profile is called “Nowhere”.')
    await question.getByRole('button', { name: 'Close' }).click()
    await addProfiles(page, ['Travel desk', 'Work'])
    const tray = () => host.readTray().map(({ label, isChecked }) => (isChecked ? `• ${label}` : label))
    const others = ['Show ADP Desk', 'New conversation', 'All AppKeys']
    await expect.poll(tray).toEqual([...others, 'Travel desk', '• Work', 'Quit'])
    host.chooseInTray('Travel desk')
    await expect(switcher(page)).toHaveAccessibleDescription('Travel desk')
    await expect.poll(tray).toEqual([...others, '• Travel desk', 'Work', 'Quit'])

    host.openUrl('adp-desk://open?profile=Work')
    await question.getByRole('button', { name: 'Open the profile' }).click()
    await expect(switcher(page)).toHaveAccessibleDescription('Work')

    const further = startProgram({ dataDir, args: ['--profile', 'Travel desk'] }, () => undefined)
    await further.ended
    await expect(switcher(page)).toHaveAccessibleDescription('Travel desk')
    await host.close()
  })
})

import { writeFile } from 'node:fs/promises'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { findViolations } from '../find-violations.ts'
import { ask, conversation, openSettings, questions, startConversation, tryTheDemo } from '../steps.ts'
import { expect, test } from '../test.ts'

/** Confirms the restore that was just prepared, and waits until the page has come back. */
async function confirmRestore(page: Page): Promise<void> {
  const confirmation = page.getByRole('alertdialog', { name: 'Restore this backup?' })
  await expect(confirmation.getByText('Every message is whole.')).toBeVisible()
  await confirmation.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
}

test('a backup is restored, and the restore is taken back', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, 'Question before the backup')
  const data = await openSettings(page, 'Data')
  await data.getByRole('button', { name: 'Back up now' }).click()
  await expect(data.getByText('The history was backed up.')).toBeVisible()
  expect(await findViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await startConversation(page)
  await ask(page, 'Question after the backup')

  await openSettings(page, 'Data')
  await data.getByRole('button', { name: /^Restore the backup of/ }).click()
  await confirmRestore(page)
  await expect(conversation(page, 'Question before the backup')).toBeVisible()
  await expect(conversation(page, 'Question after the backup')).toBeHidden()

  await openSettings(page, 'Data')
  await data.getByRole('button', { name: 'Take back' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(conversation(page, 'Question after the backup')).toBeVisible()
  await conversation(page, 'Question before the backup').click()
  await expect(questions(page)).toHaveText([/Question before the backup/])
})

test('a history that cannot be opened is replaced by a backup', async ({ dataDir, start }) => {
  const first = await start()
  await tryTheDemo(first.page)
  await ask(first.page, 'Question that is kept')
  const data = await openSettings(first.page, 'Data')
  await data.getByRole('button', { name: 'Back up now' }).click()
  await expect(data.getByText('The history was backed up.')).toBeVisible()
  await first.close()
  await writeFile(join(dataDir, 'history.db'), 'noise '.repeat(1000))

  const { page } = await start()
  await page.getByRole('button', { name: /^Restore the backup of/ }).click()
  await confirmRestore(page)

  await expect(conversation(page, 'Question that is kept')).toBeVisible()
  const [setAside = ''] = readdirSync(dataDir).filter((name) => name.startsWith('before-restore-'))
  expect(readdirSync(join(dataDir, setAside))).toContain('history.db')
})

test('a file that is no backup is refused with a sentence', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, 'Question that stays')
  const data = await openSettings(page, 'Data')
  await data.locator('input[type=file][accept*=adpdesk-backup]').setInputFiles({
    name: 'thesis.db',
    mimeType: 'text/plain',
    buffer: Buffer.from('My thesis. '.repeat(500)),
  })

  await expect(data.getByRole('alert')).toHaveText(/^This is not a backup of ADP Desk/)
})

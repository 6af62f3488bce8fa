import { findViolations } from '../find-violations.ts'
import {
  answers,
  ask,
  conversation,
  openSettings,
  startConversation,
  tryTheDemo,
  untilAnswered,
} from '../steps.ts'
import { expect, test } from '../test.ts'

test('a deleted conversation can be undone, restored from the bin, and deleted for ever', async ({
  start,
}) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, '/think')
  await untilAnswered(page)
  const row = conversation(page, '/think')
  const button = page
    .getByRole('navigation', { name: 'Conversations' })
    .getByRole('button', { name: '/think', exact: true })

  await button.press('Delete')
  await expect(page.getByText('was moved to the bin')).toBeVisible()
  await expect(row).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row).toBeVisible()

  await button.press('Delete')
  await expect(row).toBeHidden()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(row).toBeVisible()

  await button.press('Delete')
  await page.getByRole('button', { name: 'Bin', exact: true }).click()
  const bin = page.getByRole('navigation', { name: 'Bin' })
  await bin.getByText('/think', { exact: true }).click()
  await expect(answers(page)).toHaveAttribute('data-status', 'complete')
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeHidden()
  await expect(bin.getByText('30 days left')).toBeVisible()
  expect(await findViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()

  await page.getByRole('button', { name: 'Back to the conversations' }).click()
  await button.press('Delete')
  await page.getByRole('button', { name: 'Bin', exact: true }).click()
  await bin.getByRole('button', { name: 'Empty bin' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Empty bin' }).click()
  await expect(bin.getByText('The bin is empty.')).toBeVisible()
})

test('a draft, what was open, and an unseen answer are there after a restart', async ({ start }) => {
  const first = await start()
  await tryTheDemo(first.page)
  await ask(first.page, '/think')
  await untilAnswered(first.page)
  await first.page.getByRole('textbox', { name: 'Message' }).fill('Half a quest')
  await startConversation(first.page)
  await ask(first.page, '/long 200')
  await conversation(first.page, '/think').click()
  await expect(first.page.getByRole('textbox', { name: 'Message' })).toHaveValue('Half a quest')
  await expect(first.page.getByText('New answer', { exact: true })).toHaveCount(1, { timeout: 45_000 })
  await first.close()

  const { page } = await start()
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('Half a quest')
  await expect(answers(page)).toHaveAttribute('data-status', 'complete')
  await expect(page.getByText('New answer', { exact: true })).toHaveCount(1)
  await conversation(page, '/long 200').click()
  await expect(page.getByText('New answer', { exact: true })).toHaveCount(0)
})

test('all history can be deleted, and how long it is kept can be chosen', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, '/think')
  await untilAnswered(page)
  const panel = await openSettings(page, 'Data')
  const keep = panel.getByLabel('Keep conversations', { exact: true })
  await keep.selectOption({ label: '90 days' })
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText('No conversation is older than that now.')
  await question.getByRole('button', { name: 'Delete older ones' }).click()
  await expect(keep).toHaveValue('90')
  const settings = await findViolations(page)

  await panel.getByRole('button', { name: 'Delete all history…' }).click()
  await expect(question).toContainText('1 conversation with 2 messages')
  const erase = await findViolations(page)
  // The history is closed and opened again below the page, which then starts anew.
  const isAnew = page.waitForEvent('load')
  await question.getByRole('button', { name: 'Delete everything' }).click()
  await isAnew
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
  await expect(conversation(page, '/think')).toBeHidden()
  expect({ settings, erase }).toEqual({ settings: [], erase: [] })
})

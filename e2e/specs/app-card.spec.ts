import type { Page } from '@playwright/test'
import { startSimulator } from '../../src/simulator/index.ts'
import { addProfile, ask, questions, untilAnswered } from '../steps.ts'
import { expect, test } from '../test.ts'

async function expectCard(page: Page): Promise<void> {
  const messages = page.getByRole('region', { name: 'Messages' })
  await expect(messages.getByRole('heading', { name: 'Demo assistant' })).toBeVisible()
  await expect(messages).toContainText('Hello! I am the simulator.')
  const picture = messages.locator('img[src^="blob:"]')
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(96)
}

test('an application greets by its own name, also when it cannot be reached any more', async ({ start }) => {
  const simulator = await startSimulator()
  const { demoAppKey: appKey, url: serviceUrl, credentials } = simulator
  const first = await start()
  await addProfile(first.page, { name: 'Work', appKey, serviceUrl, credentials })
  await expectCard(first.page)
  await first.close()
  await simulator.close()

  const { page } = await start()
  await expectCard(page)
  const opening = page.getByRole('list', { name: 'Opening questions' })
  await expect(opening.getByRole('listitem')).toHaveText(['/help', 'What can you do?', '怎样学会做饭？'])
  await opening.getByRole('button', { name: 'Edit before asking' }).nth(2).press('Enter')
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('怎样学会做饭？')
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeFocused()
  await opening.getByRole('button', { name: 'What can you do?' }).press('Enter')
  await expect(questions(page)).toContainText('What can you do?')
})

test(
  'a question that is longer than the application takes is not sent',
  { tag: '@shell-free' },
  async ({ start }) => {
    const simulator = await startSimulator()
    const { demoAppKey: appKey, url: serviceUrl, credentials } = simulator
    const { page } = await start()
    await addProfile(page, { name: 'Work', appKey, serviceUrl, credentials })
    await expectCard(page)
    await page.getByRole('textbox', { name: 'Message' }).fill('字'.repeat(6001))
    await expect(page.getByRole('alert')).toHaveText(
      'The question has 6,001 characters, and 6,000 are allowed. Shorten it.',
    )
    await expect(page.getByRole('button', { name: 'Send' })).toBeDisabled()
    await simulator.close()
  },
)

test('the defaults of a profile go along with its questions', { tag: '@shell-free' }, async ({ start }) => {
  const simulator = await startSimulator()
  const { demoAppKey: appKey, url: serviceUrl, credentials } = simulator
  const { page } = await start()
  await addProfile(page, { name: 'Work', appKey, serviceUrl, credentials })
  await expectCard(page)

  await page.getByRole('button', { name: 'Switch AppKey' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog', { name: 'AppKey profile' })
  await dialog.getByRole('button', { name: 'Refresh' }).click()
  await expect(dialog.getByRole('region', { name: 'Application' }).getByRole('status')).toHaveText(
    'Up to date.',
  )
  await dialog.getByRole('button', { name: 'Defaults for questions' }).click()
  await dialog.getByLabel('System role').fill('You are terse.')
  await dialog.getByRole('button', { name: 'Show the models' }).click()
  await page.getByRole('option', { name: 'DeepSeek-R1' }).click()
  await dialog.getByLabel('Web search').selectOption({ label: 'Off' })
  await dialog.getByRole('button', { name: 'Add a variable' }).click()
  await page.keyboard.type('UserID')
  await page.keyboard.press('Enter')
  await page.keyboard.type('10220022')
  await dialog.getByLabel('Note').fill('Ask Li about this one')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()

  await ask(page, '/say Hello')
  await untilAnswered(page)
  expect(simulator.requests.map(({ body }) => body)).toMatchObject([
    {
      SystemRole: 'You are terse.',
      ModelName: 'lke-deepseek-r1',
      SearchNetwork: 'disable',
      Contents: [
        { Type: 'text', Text: '/say Hello' },
        { Type: 'custom_variables', CustomVariables: { UserID: '10220022' } },
      ],
    },
  ])
  await simulator.close()
})

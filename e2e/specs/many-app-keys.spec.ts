import type { Page } from '@playwright/test'
import { startSimulator } from '../../src/simulator/index.ts'
import { addProfile, answers, ask, conversation, questions, untilAnswered, wordsSoFar } from '../steps.ts'
import { expect, test } from '../test.ts'

/** Alt in a browser, Ctrl or the command key in a window of our own. */
function findModifier(shell: string): string {
  if (shell === 'browser') return 'Alt'
  return process.platform === 'darwin' ? 'Meta' : 'Control'
}

async function chooseInSwitcher(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Switch AppKey' }).click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}

async function addAnother(page: Page, form: Parameters<typeof addProfile>[1]): Promise<void> {
  await page.getByRole('button', { name: 'Switch AppKey' }).click()
  await page.getByRole('menuitem', { name: 'Add an AppKey' }).click()
  await addProfile(page, form, { isOpen: true })
}

test('answers of two profiles go on at once, one profile leaves, and everything is where it was', async ({
  start,
  shell,
}) => {
  const modifier = findModifier(shell)
  const simulators = await Promise.all([1, 2, 3].map(() => startSimulator({ pace: 'real' })))
  const [one, two, three] = simulators
  if (!one || !two || !three) throw new Error('three simulators')
  const first = await start()
  const { page } = first
  await addProfile(page, {
    name: 'First',
    appKey: one.demoAppKey,
    serviceUrl: one.url,
    accessMethod: 'WebSocket',
    protocolVersion: 'v2',
    credentials: one.credentials,
  })
  await addAnother(page, {
    name: 'Second',
    appKey: two.demoAppKey,
    serviceUrl: two.url,
    accessMethod: 'HTTP SSE',
    protocolVersion: 'v1',
  })
  await addAnother(page, {
    name: 'Third',
    appKey: three.demoAppKey,
    serviceUrl: three.url,
    accessMethod: 'HTTP SSE',
    protocolVersion: 'v2',
  })

  await page.keyboard.press(`${modifier}+1`)
  await ask(page, '/long 20000')
  await wordsSoFar(answers(page), 40)
  await page.keyboard.press(`${modifier}+2`)
  await expect(questions(page)).toHaveCount(0)
  await ask(page, '/long 900')
  await page.getByRole('textbox', { name: 'Message' }).fill('A draft of the second')

  // The one that goes on shows in the switcher, and its name stays its name.
  await page.getByRole('button', { name: 'Switch AppKey' }).click()
  await expect(page.getByRole('menuitem', { name: 'First', exact: true })).toHaveAccessibleDescription(
    /^One answer is being written/,
  )
  await page.keyboard.press('Escape')

  await page.keyboard.press('ControlOrMeta+K')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await palette.getByRole('combobox').fill('thi')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Switch AppKey' })).toHaveAccessibleDescription('Third')
  await ask(page, '/say Third here')
  await untilAnswered(page)

  await chooseInSwitcher(page, 'Second')
  await conversation(page, '/long 900').click()
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('A draft of the second')
  await untilAnswered(page)

  // All together: a conversation brings its profile along.
  await page.keyboard.press(process.platform === 'darwin' ? 'Control+0' : 'Alt+0')
  await expect(page.getByRole('button', { name: 'Switch AppKey' })).toHaveAccessibleDescription('All AppKeys')
  await conversation(page, '/long 20000').click()
  await expect(page.locator('main header').getByText('First', { exact: true })).toBeVisible()
  await expect(conversation(page, '/say Third here')).toBeVisible()

  // The first one leaves while it answers; what it said stays.
  await page.getByRole('button', { name: 'Switch AppKey' }).click()
  await page.getByRole('menuitem', { name: 'Manage AppKeys…' }).click()
  const list = page.getByRole('dialog', { name: 'AppKeys' })
  await list.getByRole('button', { name: 'Move ⁨Third⁩ up' }).click()
  await list.getByRole('button', { name: 'Delete ⁨First⁩' }).click()
  const question = page.getByRole('alertdialog', { name: 'Delete this AppKey?' })
  await expect(question).toContainText('one conversation with 2 messages')
  await expect(question).toContainText('One answer is being written and is stopped first.')
  await expect(question.getByRole('radio', { name: 'Keep its history' })).toBeChecked()
  await question.getByRole('button', { name: 'Delete AppKey' }).click()
  await expect(question).toBeHidden()
  await list.getByRole('button', { name: 'Done' }).click()
  await conversation(page, '/long 20000').click()
  await expect(answers(page)).toHaveAttribute('data-status', 'stopped')
  await expect(page.getByRole('button', { name: 'Enter AppKey' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveCount(0)
  await conversation(page, '/say Third here').click()
  await first.close()

  const { page: again } = await start()
  await expect(again.getByRole('button', { name: 'Switch AppKey' })).toHaveAccessibleDescription(
    'All AppKeys',
  )
  await expect(again.locator('main header').getByText('Third', { exact: true })).toBeVisible()
  await expect(conversation(again, '/long 20000')).toBeVisible()
  await expect(conversation(again, '/long 900')).toBeVisible()
  await again.getByRole('button', { name: 'Switch AppKey' }).click()
  expect(await again.getByRole('menuitem').allInnerTexts()).toEqual(
    expect.arrayContaining([expect.stringMatching(/^Third/), expect.stringMatching(/^Second/)]),
  )
  const names = (await again.getByRole('menuitem').allInnerTexts()).map((text) => text.split('\n')[0])
  expect(names.slice(0, 4)).toEqual(['All AppKeys', 'Third', 'Second', 'First'])
  await again.keyboard.press('Escape')

  // With an AppKey the first one asks again.
  await conversation(again, '/long 20000').click()
  await again.getByRole('button', { name: 'Enter AppKey' }).click()
  const form = again.getByRole('dialog', { name: 'AppKey profile' })
  await form.getByLabel('AppKey', { exact: true }).fill(one.demoAppKey)
  await form.getByLabel('Access method', { exact: true }).selectOption({ label: 'HTTP SSE' })
  await form.getByRole('button', { name: 'Save' }).click()
  await ask(again, '/say Back again')
  await untilAnswered(again)
  for (const simulator of simulators) await simulator.close()
})

test(
  'an AppKey that is there already is offered to be opened, or added once more',
  { tag: '@shell-free' },
  async ({ start }) => {
    const { page } = await start()
    const form = { appKey: 'app-key-of-nobody-1234', serviceUrl: 'http://127.0.0.1:9' }
    await addProfile(page, { name: 'Work', ...form })
    const dialog = page.getByRole('dialog', { name: 'AppKey profile' })
    await page.getByRole('button', { name: 'Switch AppKey' }).click()
    await page.getByRole('menuitem', { name: 'Add an AppKey' }).click()
    await addProfile(
      page,
      { name: 'Work again', ...form, appKey: ` ${form.appKey.replace('of', 'of ')}` },
      {
        isOpen: true,
        isRefused: true,
      },
    )
    await expect(dialog).toContainText('Spaces and line breaks were taken out. It now has 22 characters')
    await expect(dialog.getByRole('button', { name: 'Add anyway' })).toBeVisible()
    await dialog.getByRole('button', { name: 'Open it' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('button', { name: 'Switch AppKey' })).toHaveAccessibleDescription('Work')
  },
)

import type { Locator, Page } from '@playwright/test'
import { fillWithConversations } from '../few-conversations.ts'
import { findViolationsInThemes } from '../find-violations.ts'
import { ask, tryTheDemo, untilAnswered } from '../steps.ts'
import { expect, test } from '../test.ts'

const titles = ['Opening hours', '退款政策', 'Trip to Kyoto', '会议纪要', 'Slow start'] as const

function list(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Conversations' })
}

function row(page: Page, title: string): Locator {
  return list(page).getByRole('button', { name: title, exact: true })
}

/** Everything in the list from top to bottom: headings, folders, titles. */
async function outline(page: Page): Promise<string[]> {
  // Drawn row by row at their places, not in the order of the document.
  return list(page).evaluate((element) =>
    [...element.querySelectorAll('h2, [data-conversation-id]')]
      .map((row) => ({ text: row.textContent.trim(), top: row.getBoundingClientRect().top }))
      .sort((one, other) => one.top - other.top)
      .map(({ text }) => text),
  )
}

async function expectOutline(page: Page, ...expected: string[]): Promise<void> {
  await expect.poll(() => outline(page)).toEqual(expected)
}

async function choose(page: Page, title: string, ...path: string[]): Promise<void> {
  await row(page, title).click({ button: 'right' })
  for (const item of path.slice(0, -1)) await page.getByRole('menuitem', { name: item }).press('ArrowRight')
  await page
    .getByRole('menu')
    .last()
    .getByText(path.at(-1) ?? '', { exact: true })
    .click()
}

async function createFolder(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New folder' }).click()
  await nameIt(page, name)
}

/** Fills and closes the dialog that asks for a name. */
async function nameIt(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill(name)
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(dialog).toBeHidden()
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.hover()
  await page.mouse.down()
  const box = await to.boundingBox()
  if (!box) throw new Error('nothing to drop on')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 6 })
  await page.mouse.up()
}

test('a person pins, files, tags and archives, and finds it all so after a restart', async ({
  start,
  dataDir,
}) => {
  fillWithConversations(dataDir, titles)
  const first = await start()
  const { page } = first
  await choose(page, 'Trip to Kyoto', 'Pin')
  await choose(page, '退款政策', 'Move to folder', 'New folder…')
  const long = '差'.repeat(60)
  await nameIt(page, long)
  await choose(page, '会议纪要', 'Move to folder', long)
  await choose(page, 'Slow start', 'Tags', 'New tag…')
  await nameIt(page, '紧急')
  await choose(page, 'Opening hours', 'Archive')
  const expected = ['Pinned', 'Trip to Kyoto', long, '退款政策', '会议纪要', 'Today', 'Slow start']
  await expectOutline(page, ...expected)
  await first.close()

  const second = (await start()).page
  await expectOutline(second, ...expected)
  await expect(list(second).getByText('紧急', { exact: true })).toBeVisible()
  await second.getByRole('button', { name: 'Archived' }).click()
  await expectOutline(second, 'Today', 'Opening hours')
  await choose(second, 'Opening hours', 'Move out of the archive')
  await expectOutline(second)
  await expect(list(second)).toContainText('Nothing is archived.')
  await second.getByRole('button', { name: 'All', exact: true }).click()
  await expectOutline(second, ...expected.slice(0, 6), 'Opening hours', 'Slow start')
})

test(
  'several are selected by mouse and keys and arranged together',
  { tag: '@shell-free' },
  async ({ start, dataDir }) => {
    fillWithConversations(dataDir, titles)
    const { page } = await start()
    const bar = page.getByRole('toolbar', { name: 'Selected conversations' })
    await createFolder(page, 'Work')
    await row(page, 'Opening hours').click({ modifiers: ['ControlOrMeta'] })
    await row(page, 'Trip to Kyoto').click({ modifiers: ['Shift'] })
    await expect(bar).toContainText('3 selected')
    await bar.getByRole('button', { name: 'Move to folder' }).click()
    await page.getByRole('menuitemradio', { name: 'Work' }).click()
    await expectOutline(
      page,
      ...['Work', 'Opening hours', '退款政策', 'Trip to Kyoto', 'Today', '会议纪要', 'Slow start'],
    )

    await page.keyboard.press('Escape')
    await row(page, '会议纪要').focus()
    await page.keyboard.press('Shift+ArrowDown')
    await expect(bar).toContainText('2 selected')
    await bar.getByRole('button', { name: 'Archive' }).click()
    await expectOutline(page, 'Work', 'Opening hours', '退款政策', 'Trip to Kyoto')
    await expect(bar).toBeHidden()

    await row(page, 'Opening hours').focus()
    await page.keyboard.press('ControlOrMeta+A')
    await expect(bar).toContainText('3 selected')
    await bar.getByRole('button', { name: 'Delete' }).click()
    await expectOutline(page, 'Work')
  },
)

test(
  'conversations and folders are dragged to their places and out again',
  { tag: '@shell-free' },
  async ({ start, dataDir }) => {
    fillWithConversations(dataDir, titles)
    const { page } = await start()
    await createFolder(page, 'One')
    await createFolder(page, 'Two')
    await drag(page, row(page, 'Slow start'), row(page, 'Two'))
    const today = ['Today', 'Opening hours', '退款政策', 'Trip to Kyoto', '会议纪要']
    await expectOutline(page, 'One', 'Two', 'Slow start', ...today)
    await drag(page, row(page, 'Two'), row(page, 'One'))
    await expectOutline(page, 'Two', 'Slow start', 'One', ...today)

    // Where nothing is pinned, the place for it shows while something is dragged.
    await row(page, '会议纪要').hover()
    await page.mouse.down()
    await page.mouse.move(120, 300, { steps: 4 })
    const zone = await page.getByText('Drop here to pin').boundingBox()
    await page.mouse.move((zone?.x ?? 0) + 40, (zone?.y ?? 0) + 10, { steps: 4 })
    await page.mouse.up()
    await expectOutline(page, 'Pinned', '会议纪要', 'Two', 'Slow start', 'One', ...today.slice(0, -1))

    await drag(page, row(page, 'Slow start'), row(page, 'Trip to Kyoto'))
    await drag(page, row(page, '会议纪要'), page.getByRole('button', { name: 'Archived' }))
    await expectOutline(page, 'Two', 'One', ...today.slice(0, -1), 'Slow start')
    // A drag opens nothing.
    await expect(page.getByRole('heading', { name: 'Opening hours', level: 1 })).toBeHidden()
  },
)

test('everything is done by keys alone', async ({ start, dataDir }) => {
  fillWithConversations(dataDir, titles)
  const { page } = await start()
  await createFolder(page, 'One')
  await createFolder(page, 'Two')
  await row(page, 'Two').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(row(page, 'Two')).toBeFocused()
  await page.keyboard.press('F2')
  await page.keyboard.type('First')
  await page.keyboard.press('Enter')
  await expect(row(page, 'First')).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('Control+ ')
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Move to folder' }).press('ArrowRight')
  await page.getByRole('menuitemradio', { name: 'First' }).press('Enter')
  await expect(row(page, 'Slow start')).toBeFocused()
  await expectOutline(page, 'First', 'Slow start', 'One', 'Today', ...titles.slice(0, 4))

  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowUp')
  await expect(row(page, 'First')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expectOutline(page, 'First', 'One', 'Today', ...titles.slice(0, 4))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Archive' }).press('Enter')
  // The keyboard goes to the next one.
  await expect(row(page, '退款政策')).toBeFocused()

  await page.keyboard.press('Home')
  await page.keyboard.press('Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete folder' }).press('Enter')
  await expectOutline(page, 'One', 'Today', ...titles.slice(1))
})

test('the command palette renames, moves and deletes the open conversation', async ({ start, dataDir }) => {
  fillWithConversations(dataDir, titles)
  const { page } = await start()
  async function command(words: string, name: string): Promise<void> {
    await page.keyboard.press('ControlOrMeta+K')
    const palette = page.getByRole('dialog', { name: 'Command palette' })
    await palette.getByRole('combobox').fill(words)
    await palette.getByRole('option', { name, exact: true }).click()
    await expect(palette).toBeHidden()
  }
  await row(page, 'Trip to Kyoto').click()
  await command('new folder', 'Move to a new folder…')
  await nameIt(page, 'Travel')
  await expectOutline(
    page,
    'Travel',
    'Trip to Kyoto',
    'Today',
    ...titles.filter((each) => !/Kyoto/.test(each)),
  )

  await command('rename', 'Rename the conversation')
  const field = page.getByRole('textbox', { name: 'Title' })
  await expect(field).toBeFocused()
  await field.fill('Trip to Nara')
  await field.press('Enter')
  await expect(row(page, 'Trip to Nara')).toBeVisible()

  await row(page, 'Slow start').click()
  await command('travel', 'Move to folder: Travel')
  await expectOutline(
    page,
    'Travel',
    'Trip to Nara',
    'Slow start',
    'Today',
    ...titles.slice(0, 2),
    '会议纪要',
  )

  await command('delete', 'Delete the conversation')
  await expect(row(page, 'Slow start')).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row(page, 'Slow start')).toBeVisible()

  await command('archive', 'Show the archive')
  await expect(list(page)).toContainText('Nothing is archived.')
  await command('back up', 'Back up now')
  await expect(page.getByText('The history was backed up.')).toBeVisible()
})

test(
  'a name that is taken is refused in words, and the list is narrowed down to tags',
  { tag: '@shell-free' },
  async ({ start, dataDir }) => {
    fillWithConversations(dataDir, titles)
    const { page } = await start()
    await choose(page, 'Trip to Kyoto', 'Tags', 'New tag…')
    await nameIt(page, 'urgent')
    await choose(page, 'Slow start', 'Tags', 'New tag…')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('URGENT')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await expect(dialog).toContainText('This name is taken already. Choose another one.')
    await dialog.getByRole('textbox').fill('later')
    await dialog.getByRole('textbox').press('Enter')
    const filter = page.getByRole('group', { name: 'Only conversations with these tags' })
    await filter.getByRole('button', { name: 'urgent' }).click()
    await expectOutline(page, 'Today', 'Trip to Kyoto')
    await filter.getByRole('button', { name: 'later' }).click()
    await expect(list(page)).toContainText('No conversation here has these tags.')
    await list(page).getByRole('button', { name: 'Show all' }).click()
    await expectOutline(page, 'Today', ...titles)
  },
)

test('a question in an archived conversation brings it back', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, '/say Hello again')
  await untilAnswered(page)
  await choose(page, '/say Hello again', 'Archive')
  await expectOutline(page)
  await ask(page, '/say Go on')
  await expectOutline(page, 'Today', '/say Hello again')
})

test(
  'the arranged list has no violations in either theme',
  { tag: '@shell-free' },
  async ({ start, dataDir }) => {
    fillWithConversations(dataDir, titles)
    const { page } = await start()
    await createFolder(page, 'Work')
    await choose(page, 'Trip to Kyoto', 'Pin')
    await choose(page, 'Slow start', 'Move to folder', 'Work')
    await choose(page, 'Opening hours', 'Tags', 'New tag…')
    await nameIt(page, 'urgent')
    const arranged = await findViolationsInThemes(page)
    await choose(page, 'Opening hours', 'Tags', 'Manage tags…')
    await expect(page.getByRole('dialog', { name: 'Tags' })).toBeVisible()
    const tags = await findViolationsInThemes(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name: 'Tags' })).toBeHidden()
    await row(page, 'Opening hours').click({ modifiers: ['ControlOrMeta'] })
    const selected = await findViolationsInThemes(page)
    expect({ arranged, tags, selected }).toEqual({ arranged: [], tags: [], selected: [] })
  },
)

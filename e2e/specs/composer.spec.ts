import { setTimeout as delay } from 'node:timers/promises'
import type { CDPSession, Locator, Page } from '@playwright/test'
import { findViolations } from '../find-violations.ts'
import {
  answers,
  ask,
  openSettings,
  questions,
  startConversation,
  tryTheDemo,
  untilAnswered,
  wordsSoFar,
} from '../steps.ts'
import { expect, test } from '../test.ts'

function composer(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Message' })
}

async function addTemplate(panel: Locator, name: string, text: string): Promise<void> {
  await panel.getByRole('button', { name: 'Add a template' }).click()
  await panel.getByLabel('Name', { exact: true }).fill(name)
  await panel.getByLabel('Text', { exact: true }).fill(text)
  await panel.getByRole('button', { name: 'Save' }).click()
}

function selectedText(page: Page): Promise<string> {
  return composer(page).evaluate((field: HTMLTextAreaElement) =>
    field.value.slice(field.selectionStart, field.selectionEnd),
  )
}

test(
  'a template is found by a slash, and its blanks are filled in one after the other',
  { tag: '@shell-free' },
  async ({ start }) => {
    const { page } = await start()
    await tryTheDemo(page)
    const panel = await openSettings(page, 'Templates')
    await expect(panel).toContainText('There are no templates yet.')
    await addTemplate(panel, 'Translate', '/say {{text}} in {{language}}')
    await addTemplate(panel, '会议纪要', '/say 会议纪要')
    await panel.getByRole('button', { name: /^Move .*会议纪要.* up/ }).click()
    await panel.getByRole('button', { name: /^Delete .*Translate/ }).click()
    await panel.getByRole('button', { name: 'Undo' }).click()
    await expect(panel.getByRole('listitem')).toHaveText([/会议纪要/, /Translate/])
    const settings = await findViolations(page)
    await page.keyboard.press('Escape')

    await composer(page).click()
    await page.keyboard.type('/')
    const options = page.getByRole('listbox', { name: 'Templates' }).getByRole('option')
    await expect(options).toHaveCount(2)
    const menu = await findViolations(page)
    await page.keyboard.type('tr')
    await expect(options).toHaveText([/Translate/])
    await page.keyboard.press('Enter')
    await expect(composer(page)).toHaveValue('/say {{text}} in {{language}}')
    await expect.poll(() => selectedText(page)).toBe('{{text}}')
    await page.keyboard.type('Good morning')
    await page.keyboard.press('Tab')
    expect(await selectedText(page)).toBe('{{language}}')
    await page.keyboard.type('Chinese')
    await page.keyboard.press('Enter')
    await expect(questions(page)).toContainText('/say Good morning in Chinese')
    await expect(composer(page)).toHaveValue('')

    // What is no template is a question like any other.
    await page.keyboard.type('/say Hello')
    await expect(options).toHaveCount(0)
    await untilAnswered(page)
    await page.keyboard.press('Enter')
    await expect(questions(page).last()).toContainText('/say Hello')
    expect({ settings, menu }).toEqual({ settings: [], menu: [] })
  },
)

test(
  'earlier questions come back by arrow up, and what was being written is kept',
  { tag: '@shell-free' },
  async ({ start }) => {
    const { page } = await start()
    await tryTheDemo(page)
    await ask(page, '/say elsewhere')
    await untilAnswered(page)
    await startConversation(page)
    await ask(page, '/say one')
    await untilAnswered(page)
    await ask(page, '/say two')
    await untilAnswered(page)

    await composer(page).fill('half a question')
    await composer(page).press('Home')
    for (const text of ['/say two', '/say one', '/say elsewhere', '/say elsewhere']) {
      await page.keyboard.press('ArrowUp')
      await expect(composer(page)).toHaveValue(text)
    }
    await page.keyboard.press('ArrowDown')
    await expect(composer(page)).toHaveValue('/say one')
    await page.keyboard.press('Enter')
    await expect(questions(page)).toHaveCount(3)
    await expect(questions(page).last()).toContainText('/say one')
    await expect(composer(page)).toHaveValue('half a question')
  },
)

test('questions that wait are asked one after the other, and pause when an answer is stopped', async ({
  start,
}) => {
  const first = await start()
  const { page } = first
  await tryTheDemo(page)
  // Longer than anything that is done meanwhile can take.
  await ask(page, '/long 20000')
  await wordsSoFar(answers(page), 20)
  const queue = page.getByRole('region', { name: 'Waiting questions' })
  for (const text of ['/say second', '/say third', '/say fourth']) {
    await composer(page).fill(text)
    await composer(page).press('Enter')
    await expect(composer(page)).toHaveValue('')
  }
  await expect(queue.getByRole('listitem')).toHaveText([/second/, /third/, /fourth/])
  await queue.getByRole('button', { name: /^Ask .*fourth.* earlier/ }).click()
  await expect(queue.getByRole('listitem')).toHaveText([/second/, /fourth/, /third/])
  await queue.getByRole('button', { name: /^Edit .*fourth/ }).click()
  await expect(composer(page)).toHaveValue('/say fourth')
  await composer(page).fill('')
  const running = await findViolations(page)
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(queue).toContainText('paused')
  const paused = await findViolations(page)
  await first.close()

  const { page: again } = await start()
  const kept = again.getByRole('region', { name: 'Waiting questions' })
  await expect(kept.getByRole('listitem')).toHaveText([/second/, /third/])
  await kept.getByRole('button', { name: 'Ask now' }).click()
  await expect(questions(again).last()).toContainText('third', { timeout: 60_000 })
  await expect(await untilAnswered(again)).toContainText('third')
  await expect(kept).toBeHidden()
  expect({ running, paused }).toEqual({ running: [], paused: [] })
})

test('what is chosen for a question goes along with it and stays until it is taken back', async ({
  start,
}) => {
  const first = await start()
  const { page } = first
  await tryTheDemo(page)
  await page.getByRole('button', { name: 'Options', exact: true }).click()
  const menu = page.getByRole('dialog', { name: 'Options' })
  await menu.getByLabel('Model', { exact: true }).fill('terse-1')
  await page.keyboard.press('Tab')
  await menu.getByLabel('Web search', { exact: true }).selectOption({ label: 'On' })
  const open = await findViolations(page)
  await menu.getByRole('button', { name: 'Done' }).click()
  await ask(page, '/say Hello')
  await expect(questions(page)).toContainText('Model: terse-1')
  await expect(questions(page)).toContainText('Web search on')
  await untilAnswered(page)
  await page.getByRole('button', { name: 'Reset Web search on' }).click()
  await first.close()

  const { page: again } = await start()
  const form = again.locator('form', { has: composer(again) })
  await expect(form.getByRole('listitem')).toHaveText(['Model: terse-1'])
  expect(open).toEqual([])
})

/** As an input method does it: letters are composed, then a key takes what they have become. */
async function composeAndPress(keyboard: CDPSession, letters: string, key: string): Promise<void> {
  await keyboard.send('Input.imeSetComposition', {
    text: letters,
    selectionStart: letters.length,
    selectionEnd: letters.length,
  })
  for (const type of ['rawKeyDown', 'keyUp'] as const)
    await keyboard.send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: 229 })
}

/** Longer than a key behind the end of a composition still belongs to it, in milliseconds. */
const afterEndMs = 150

async function endComposition(keyboard: CDPSession, text: string): Promise<void> {
  await keyboard.send('Input.insertText', { text })
  await delay(afterEndMs)
}

test(
  'keys of an input method send, choose, rename and close nothing',
  { tag: '@shell-free' },
  async ({ start }) => {
    const { page } = await start()
    await tryTheDemo(page)
    const keyboard = await page.context().newCDPSession(page)
    const panel = await openSettings(page, 'Templates')
    await panel.getByRole('button', { name: 'Add a template' }).click()
    await panel.getByLabel('Text', { exact: true }).fill('/say 会议纪要')
    await panel.getByLabel('Name', { exact: true }).click()
    for (const key of ['Enter', 'Escape']) await composeAndPress(keyboard, 'huiyi', key)
    await endComposition(keyboard, '会议')
    await expect(panel.getByLabel('Name', { exact: true })).toHaveValue('会议')
    await panel.getByRole('button', { name: 'Save' }).click()
    await expect(panel.getByRole('button', { name: 'Add a template' })).toBeVisible()
    // A stroke right behind a composition is still the input method's.
    await expect(async () => {
      await page.keyboard.press('Escape')
      await expect(panel).toBeHidden({ timeout: 1000 })
    }).toPass()

    // The field for a question, with and without a menu over it.
    await composer(page).click()
    for (const key of ['Enter', 'ArrowUp', 'Escape']) await composeAndPress(keyboard, 'nihao', key)
    await endComposition(keyboard, '你好')
    await expect(composer(page)).toHaveValue('你好')
    await expect(questions(page)).toHaveCount(0)
    await composer(page).fill('')
    await page.keyboard.type('/')
    const option = page.getByRole('option', { name: /会议/ })
    await expect(option).toBeVisible()
    for (const key of ['Enter', 'Tab', 'Escape']) await composeAndPress(keyboard, '会', key)
    await expect(composer(page)).toHaveValue('/会')
    await expect(option).toBeVisible()
    await endComposition(keyboard, '会')
    await composer(page).fill('')

    // A title that is changed, and the search.
    await ask(page, '/say Hello')
    await untilAnswered(page)
    await page.getByRole('heading', { level: 1 }).getByRole('button').click()
    const title = page.getByRole('textbox', { name: 'Title' })
    await title.fill('')
    for (const key of ['Enter', 'Escape']) await composeAndPress(keyboard, 'ceshi', key)
    await expect(title).toBeVisible()
    await endComposition(keyboard, '测试')
    await composer(page).click()
    await expect(title).toBeHidden()
    const search = page.getByRole('searchbox', { name: 'Search all conversations' })
    await search.click()
    for (const key of ['Escape', 'Enter', 'ArrowDown']) await composeAndPress(keyboard, 'ce', key)
    await expect(search).toBeFocused()
    await expect(search).toHaveValue('ce')

    // The palette.
    await endComposition(keyboard, '测')
    await search.fill('')
    await page.keyboard.press('ControlOrMeta+k')
    const palette = page.getByRole('dialog').getByRole('combobox')
    await palette.click()
    for (const key of ['Enter', 'Escape']) await composeAndPress(keyboard, 'shezhi', key)
    await expect(palette).toHaveValue('shezhi')
  },
)

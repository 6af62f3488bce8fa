import type { Locator, Page } from '@playwright/test'
import { fillWithLongHistory, longTitle } from '../long-history.ts'
import {
  addProfile,
  answers,
  ask,
  conversation,
  openSettings,
  questions,
  tryTheDemo,
  untilAnswered,
} from '../steps.ts'
import { expect, test } from '../test.ts'
import { startSimulator } from '../../src/simulator/index.ts'

/** Asks for an answer with these words, and waits for its end. */
async function say(page: Page, words: string): Promise<void> {
  await ask(page, `/say ${words}`)
  await untilAnswered(page)
}

async function choose(page: Page, answer: Locator, item: string): Promise<void> {
  await answer.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

test(
  'an answer is copied as markdown, as words, and with its question',
  { tag: '@shell-free' },
  async ({ start }) => {
    const { page } = await start()
    await page.evaluate(() => {
      const copied: string[] = []
      Object.assign(window, { copied })
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: (text: string) => Promise.resolve(void copied.push(text)) },
      })
    })
    await tryTheDemo(page)
    await say(page, '**Nine** o’clock')
    const answer = answers(page)
    await answer.getByRole('button', { name: 'Copy', exact: true }).click()
    await choose(page, answer, 'Copy as plain text')
    await choose(page, answer, 'Copy with the question')
    const copied = await page.evaluate(() => (window as unknown as { copied: string[] }).copied)
    expect(copied).toEqual([
      '**Nine** o’clock',
      'Nine o’clock',
      '**Question**\n\n> /say **Nine** o’clock\n\n**Answer**\n\n**Nine** o’clock',
    ])
  },
)

/** What the keys for copying put on the clipboard, pasted into the composer. */
async function copyAndPaste(page: Page): Promise<string> {
  await page.keyboard.press('ControlOrMeta+C')
  const composer = page.getByRole('textbox', { name: 'Message' })
  await composer.focus()
  await page.keyboard.press('ControlOrMeta+V')
  await expect(composer).not.toHaveValue('')
  const pasted = await composer.inputValue()
  await composer.fill('')
  await page.getByRole('region', { name: 'Messages' }).focus()
  return pasted
}

test('all of a conversation is selected and copied, and of a formula its TeX', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await say(page, 'so $a^2+b^2$ it is')
  await say(page, 'Two')
  await page.getByRole('region', { name: 'Messages' }).focus()
  await page.keyboard.press('ControlOrMeta+A')
  const all = await copyAndPaste(page)
  await expect(page.getByText('The whole conversation was copied.')).toBeVisible()
  const turn = (words: string) => `**Question**\n\n> /say ${words}\n\n**Answer**\n\n${words}`
  expect(all).toBe(`${turn('so $a^2+b^2$ it is')}\n\n${turn('Two')}`)

  await answers(page).first().locator('.markdown').selectText()
  expect(await copyAndPaste(page)).toBe('so $a^2+b^2$ it is')

  // From a question into the answer below it.
  await page.evaluate(() => {
    const [question] = document.querySelectorAll('.question-bubble')
    const [formula] = document.querySelectorAll('.answer .formula')
    if (question && formula) document.getSelection()?.setBaseAndExtent(question, 0, formula, 0)
  })
  expect(await copyAndPaste(page)).toMatch(/^\/say so \$a\^2\+b\^2\$ it is\s[^]*so \$a\^2\+b\^2\$$/)
})

test('all of a long conversation is copied, although most of it is not on the page', async ({
  start,
  dataDir,
}) => {
  fillWithLongHistory(dataDir, 400)
  const { page } = await start()
  await page.evaluate(() => {
    const copied: string[] = []
    Object.assign(window, { copied })
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: (text: string) => Promise.resolve(void copied.push(text)) },
    })
  })
  await conversation(page, longTitle).click()
  await expect(answers(page).last()).toBeVisible()
  await page.getByRole('region', { name: 'Messages' }).focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('ControlOrMeta+C')
  await expect(page.getByText('The whole conversation was copied.')).toBeVisible()
  const [text = ''] = await page.evaluate(() => (window as unknown as { copied: string[] }).copied)
  const asked = [...text.matchAll(/^> What is on shelf (\d+)\?$/gm)].map(([, number]) => Number(number))
  expect(asked).toEqual(Array.from({ length: 400 }, (_, index) => index))
  expect(text.match(/^\*\*Answer\*\*$/gm)).toHaveLength(400)
})

test('an answer is regenerated, and the earlier ones can be leafed to by keyboard, also after a reload', async ({
  start,
}) => {
  const { page } = await start()
  await tryTheDemo(page)
  await say(page, 'Once')
  await answers(page).getByRole('button', { name: 'Regenerate' }).click()
  const place = answers(page).getByText('2 of 2', { exact: true })
  await expect(place).toBeVisible()
  await expect(answers(page)).toHaveCount(1)
  await expect(answers(page)).toHaveAttribute('data-status', 'complete')
  const newest = await answers(page).getAttribute('data-message-id')
  const toolbar = answers(page).getByRole('toolbar')
  await toolbar.getByRole('button', { name: 'Copy', exact: true }).focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(toolbar.getByRole('button', { name: 'Previous answer' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(answers(page).getByText('1 of 2', { exact: true })).toBeVisible()
  await expect(toolbar.getByRole('button', { name: 'Previous answer' })).toBeFocused()
  const first = await answers(page).getAttribute('data-message-id')
  expect(first).not.toBe(newest)
  await page.reload()
  await expect(answers(page).getByText('1 of 2', { exact: true })).toBeVisible()
  await expect(answers(page)).toHaveAttribute('data-message-id', String(first))
})

test('a question is edited in its place and asked anew', { tag: '@shell-free' }, async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await say(page, 'Nine')
  await questions(page).hover()
  await questions(page).getByRole('button', { name: 'Edit and ask again' }).click()
  const field = page.getByRole('textbox', { name: 'Edited question' })
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('/say Nine')
  await field.fill('/say Ten')
  await field.press('Enter')
  await expect(field).toBeHidden()
  await expect(questions(page)).toContainText(['/say Nine', '/say Ten'])
  await expect(answers(page).last()).toContainText('Ten')
})

test('selected words are quoted in the next question', { tag: '@shell-free' }, async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await say(page, 'Open at nine')
  await answers(page).getByText('Open at nine').selectText()
  await page.getByRole('button', { name: 'Quote', exact: true }).click()
  const composer = page.getByRole('textbox', { name: 'Message' })
  await expect(composer).toBeFocused()
  await expect(composer).toHaveValue('> Open at nine\n\n')
  await choose(page, answers(page), 'Quote')
  await expect(composer).toHaveValue('> Open at nine\n\n> Open at nine\n\n')
})

test('a conversation is copied up to an answer, and says what that means', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await say(page, 'One')
  await say(page, 'Two')
  await answers(page).first().hover()
  await choose(page, answers(page).first(), 'Fork from here')
  await expect(conversation(page, '/say One (copy)')).toBeVisible()
  await expect(answers(page)).toHaveCount(1)
  const notice = page.getByRole('note')
  await expect(notice).toContainText('The application does not know the copied messages')
  await say(page, 'Three')
  await expect(notice).toHaveText(/^This conversation is a copy\.\s*Open the original$/)
  await notice.getByRole('button', { name: 'Open the original' }).click()
  await expect(answers(page)).toHaveCount(2)
  await expect(notice).toBeHidden()
})

test('an answer, then a whole turn, is deleted', { tag: '@shell-free' }, async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await say(page, 'One')
  await answers(page).getByRole('button', { name: 'Regenerate' }).click()
  await expect(answers(page).getByText('2 of 2', { exact: true })).toBeVisible()
  await expect(answers(page)).toHaveAttribute('data-status', 'complete')
  await choose(page, answers(page), 'Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(answers(page).getByText('2 of 2', { exact: true })).toBeHidden()
  await expect(answers(page)).toHaveCount(1)
  await say(page, 'Two')
  await questions(page).first().hover()
  await questions(page).first().getByRole('button', { name: 'Delete question and answers' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('The question and its answer are deleted on this computer')
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(questions(page)).toHaveText([/Two/])
  await expect(answers(page)).toHaveCount(1)
})

test('an answer is rated, good at once and bad with reasons', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await say(page, 'One')
  const good = answers(page).getByRole('button', { name: 'Good answer' })
  const bad = answers(page).getByRole('button', { name: 'Bad answer' })
  await good.click()
  await expect(good).toHaveAttribute('aria-pressed', 'true')
  await bad.click()
  const dialog = page.getByRole('dialog', { name: 'Bad answer' })
  await dialog.getByLabel('Out of date').check()
  await dialog.getByRole('textbox').fill('It closes at six.')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(bad).toHaveAttribute('aria-pressed', 'true')
  await expect(good).toHaveAttribute('aria-pressed', 'false')
  await page.reload()
  await expect(bad).toHaveAttribute('aria-pressed', 'true')
})

test(
  'without credentials an answer says why it cannot be rated',
  { tag: '@shell-free' },
  async ({ start }) => {
    const simulator = await startSimulator()
    const { page } = await start()
    const { demoAppKey: appKey, url: serviceUrl } = simulator
    await addProfile(page, { name: 'Work', appKey, serviceUrl, accessMethod: 'HTTP SSE' })
    await say(page, 'One')
    await answers(page).getByRole('button', { name: 'Good answer' }).click()
    await expect(answers(page).getByRole('status')).toHaveText(
      'The service takes ratings only with a SecretId and a SecretKey. Add them to the AppKey profile.',
    )
    await simulator.close()
  },
)

test('the details of an answer tell its ids, its way, and what the service sent', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  const privacy = await openSettings(page, 'Privacy')
  await privacy.getByLabel('Keep what the service sends').check()
  await page.keyboard.press('Escape')
  await say(page, 'One')
  await choose(page, answers(page), 'Details')
  const details = page.getByRole('complementary', { name: 'Details' })
  await expect(details).toBeFocused()
  await expect(details.getByText('HTTP SSE, v2')).toBeVisible()
  await expect(details.getByText('Trace ID', { exact: true })).toBeVisible()
  await details.getByRole('button', { name: 'Show' }).click()
  await expect(details.locator('pre')).toContainText('response.completed')
  await page.keyboard.press('Escape')
  await expect(details).toBeHidden()
  await expect(answers(page).getByRole('button', { name: 'More actions' })).toBeFocused()
})

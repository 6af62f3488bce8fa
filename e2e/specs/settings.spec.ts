import type { Locator, Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findViolationsInThemes } from '../find-violations.ts'
import {
  addProfile,
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

async function choose(section: Locator, name: string): Promise<void> {
  await section.getByRole('radio', { name, exact: true }).check({ force: true })
}

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
}

test('every setting is there again after the program was closed', async ({ start, dataDir }) => {
  const first = await start()
  await tryTheDemo(first.page)
  const general = await openSettings(first.page, 'General')
  const chosen = ['Dark', 'Large', 'Ctrl+Enter', 'Stay where it began', 'English']
  for (const name of chosen) await choose(general, name)
  const dialog = first.page.getByRole('dialog', { name: 'Settings' })
  await dialog.getByRole('tab', { name: 'Notifications' }).click()
  await choose(dialog.getByRole('tabpanel'), 'Do nothing')
  await dialog.getByRole('tab', { name: 'Network' }).click()
  await choose(dialog.getByRole('tabpanel'), 'Custom')
  await dialog.getByLabel('Address of the proxy').fill('socks5://127.0.0.1')
  await dialog.getByRole('button', { name: 'Use this proxy' }).click()
  await expect(dialog.getByText('This is no address of a proxy.')).toBeVisible()
  await dialog.getByLabel('Address of the proxy').fill('127.0.0.1:3128')
  await dialog.getByRole('button', { name: 'Use this proxy' }).click()
  await expect(dialog.getByText('This proxy is used for every new connection.')).toBeVisible()
  await dialog.getByRole('tab', { name: 'Privacy' }).click()
  await choose(dialog.getByRole('tabpanel'), 'Never load')
  await close(first.page)
  await first.close()
  const startFile: unknown = JSON.parse(await readFile(join(dataDir, 'start.json'), 'utf8'))

  const { page } = await start()
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+,')
  const again = page.getByRole('dialog', { name: 'Settings' })
  await expect(again).toBeVisible()
  const kept: Record<string, string[]> = {}
  for (const section of ['General', 'Notifications', 'Network', 'Privacy']) {
    await again.getByRole('tab', { name: section }).click()
    kept[section] = await again
      .getByRole('tabpanel')
      .locator('input:checked')
      .evaluateAll((inputs) => inputs.map((input) => input.parentElement?.textContent?.trim() ?? ''))
    if (section === 'Network') kept['Proxy'] = [await again.getByLabel('Address of the proxy').inputValue()]
  }
  expect([kept, startFile]).toEqual([
    {
      General: ['English', 'Dark', 'Large', 'Ctrl+Enter', 'Stay where it began'],
      Notifications: ['Do nothing'],
      Network: ['Custom'],
      Proxy: ['http://127.0.0.1:3128'],
      Privacy: ['Never load'],
    },
    { language: 'en', theme: 'dark', textSize: 'large' },
  ])
})

test(
  'the key that sends, and the other one, which makes a new line',
  { tag: '@shell-free' },
  async ({ start }) => {
    const { page } = await start()
    await tryTheDemo(page)
    const field = page.getByRole('textbox', { name: 'Message' })
    await field.fill('/say one')
    await field.press('Control+Enter')
    await field.press('Shift+Enter')
    const withLines = await field.inputValue()
    await choose(await openSettings(page, 'General'), 'Ctrl+Enter')
    await close(page)
    await expect(page.getByText('Ctrl+Enter sends, Enter starts a new line')).toBeVisible()
    await field.press('Enter')
    const withMoreLines = await field.inputValue()
    await field.fill('/say two')
    await field.press('Control+Enter')
    await expect(questions(page)).toHaveText(['/say two'])
    expect([withLines, withMoreLines]).toEqual(['/say one\n\n', '/say one\n\n\n'])
  },
)

test('the size of text is larger everywhere', { tag: '@shell-free' }, async ({ start, service }) => {
  const { page } = await start()
  await addProfile(page, { name: 'Work', appKey: service.demoAppKey, serviceUrl: service.url })
  await ask(page, '/markdown')
  await untilAnswered(page)
  const sizes = () =>
    page.evaluate(() =>
      ['.question', '.answer p', '.code-block pre', '.sidebar .new', '.markdown h3'].map((selector) =>
        Number.parseFloat(getComputedStyle(document.querySelector(selector) ?? document.body).fontSize),
      ),
    )
  const before = await sizes()
  await choose(await openSettings(page, 'General'), 'Largest')
  await close(page)
  const after = await sizes()
  expect(after.map((size, index) => size > (before[index] ?? 0))).toEqual([true, true, true, true, true])
})

/** Where the last question stands below the upper edge of the messages, and how far their end is below the lower one. */
function readPlace(page: Page): Promise<{ questionTop: number; belowEdge: number }> {
  return page.getByRole('region', { name: 'Messages' }).evaluate((box) => {
    const articles = [...box.querySelectorAll('article')]
    const question = articles.findLast((article) => article.getAttribute('aria-label') === 'Question')
    const { top, bottom } = box.getBoundingClientRect()
    return {
      questionTop: Math.round((question?.getBoundingClientRect().top ?? NaN) - top),
      belowEdge: Math.round((articles.at(-1)?.getBoundingClientRect().bottom ?? NaN) - bottom),
    }
  })
}

test(
  'an answer is gone along with, or begins at the top and stays there',
  { tag: '@shell-free' },
  async ({ start, service }) => {
    const { page } = await start({ viewport: { width: 900, height: 600 } })
    await addProfile(page, { name: 'Work', appKey: service.demoAppKey, serviceUrl: service.url })
    await ask(page, '/long 100000')
    await expect.poll(async () => (await readPlace(page)).questionTop, { timeout: 45_000 }).toBeLessThan(-50)
    await expect.poll(async () => (await readPlace(page)).belowEdge).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: 'Stop' }).click()

    await choose(await openSettings(page, 'General'), 'Stay where it began')
    await close(page)
    await ask(page, '/long 3001')
    await expect.poll(async () => (await readPlace(page)).questionTop).toBe(16)
    const places: number[] = []
    for (const length of [10, 200, 600, 1200]) {
      await wordsSoFar(answers(page).last(), length)
      places.push((await readPlace(page)).questionTop)
    }
    await expect.poll(async () => (await readPlace(page)).belowEdge, { timeout: 45_000 }).toBeGreaterThan(100)
    await untilAnswered(page)
    places.push((await readPlace(page)).questionTop)
    expect(places).toEqual([16, 16, 16, 16, 16])
    await page.getByRole('button', { name: 'Jump to the end' }).click()
    await expect.poll(async () => (await readPlace(page)).belowEdge).toBeLessThanOrEqual(0)
  },
)

test('a picture is loaded when a person wants it, and stays while the program runs', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, '/picture')
  await untilAnswered(page)
  const picture = page.getByRole('img', { name: 'Lighthouse at night' })
  const load = page.getByRole('button', { name: 'Load image', exact: true })
  await expect(load).toBeVisible()
  await expect(picture).toBeHidden()
  await load.click()
  await expect(picture).toBeVisible()
  const shown = await picture.evaluate((image: HTMLImageElement) => [
    image.src.startsWith('blob:'),
    image.naturalWidth,
  ])
  await startConversation(page)
  await page.getByRole('navigation', { name: 'Conversations' }).getByText('/picture').click()
  await expect(picture).toBeVisible()

  await choose(await openSettings(page, 'Privacy'), 'Never load')
  await close(page)
  await expect(picture).toBeHidden()
  await expect(page.getByText('Images are off')).toBeVisible()
  await choose(await openSettings(page, 'Privacy'), 'Always load')
  await close(page)
  await startConversation(page)
  await ask(page, '/picture')
  await expect(picture).toBeVisible({ timeout: 45_000 })
  expect(shown).toEqual([true, 320])
})

test('the data folder is named and measured', async ({ start, shell, dataDir }) => {
  const { page } = await start()
  await tryTheDemo(page)
  const data = await openSettings(page, 'Data')
  await expect(data.getByText(dataDir)).toBeVisible()
  await expect(data.getByText('Together')).toBeVisible()
  await expect(data.getByRole('button', { name: 'Open folder' })).toHaveCount(shell === 'browser' ? 0 : 1)
  await data.getByRole('button', { name: 'Copy path' }).click()
  await expect(data.getByText('Path copied')).toBeVisible()
})

// On Electron itself the file manager would open.
test('the stand-in opens the data folder', { tag: '@standin-only' }, async ({ start, dataDir }) => {
  const host = await start()
  await tryTheDemo(host.page)
  const data = await openSettings(host.page, 'Data')
  await data.getByRole('button', { name: 'Open folder' }).click()
  await expect.poll(() => ('externalUrls' in host ? host.externalUrls : undefined)).toEqual([dataDir])
})

test('the page that says the history cannot be used speaks the chosen language', async ({
  start,
  dataDir,
}) => {
  const first = await start()
  await tryTheDemo(first.page)
  const general = await openSettings(first.page, 'General')
  await choose(general, 'Dark')
  await choose(general, '简体中文')
  await expect(first.page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await first.close()
  const { default: Database } = await import('better-sqlite3')
  const db = new Database(join(dataDir, 'history.db'))
  db.pragma('user_version = 9999')
  db.close()
  const { page } = await start()
  await expect(page.getByRole('heading', { name: '历史记录来自更新的版本' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('no section has violations in either theme', { tag: '@shell-free' }, async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await openSettings(page, 'General')
  const tabs = page.getByRole('dialog', { name: 'Settings' }).getByRole('tab')
  const found: string[] = []
  for (const tab of await tabs.all()) {
    await tab.click()
    found.push(...(await findViolationsInThemes(page)))
  }
  expect([await tabs.count(), found]).toEqual([9, []])
})

// Owns the pictures in docs/screenshots: taken from the built program, browser-hosted, with the demo answering.
// `npm run build` first. Run by `npm run screenshots`.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { endServer, startServer } from './hosts/browser.ts'
import { chromiumOptions } from './hosts/chromium-options.ts'
import { startSimulator } from '../src/simulator/index.ts'
import { addProfile, answers, ask, openSettings, startConversation, tryTheDemo } from './steps.ts'
import { waitForTransitions } from './wait-for-transitions.ts'

const folder = 'docs/screenshots'
const wide = { width: 1280, height: 800 }
const small = { width: 900, height: 600 }
const large = { width: 1920, height: 1080 }

const leave = {
  en: { document: 'Employment contract.pdf', question: 'How many days of annual leave do I get this year?' },
  'zh-CN': { document: '劳动合同.pdf', question: '我今年有多少天年假？' },
} as const

// Before the demo begins: this one gives its answers at once.
const simulator = await startSimulator({ pace: 'fast' })
const dataDir = mkdtempSync(join(tmpdir(), 'adp-desk-screenshots-'))
const { child, address } = await startServer({ dataDir })
const browser = await chromium.launch(chromiumOptions())
try {
  mkdirSync(folder, { recursive: true })
  const page = await browser.newPage({ viewport: wide, colorScheme: 'light', reducedMotion: 'reduce' })
  await page.goto(address)
  await page.getByRole('button', { name: 'Try the demo' }).waitFor()
  await shoot(page, 'first-run-light')
  await tryTheDemo(page)
  for (const question of ['写一首关于秋天的诗', 'What can you do?', '帮我整理今天的会议要点']) {
    await askToTheEnd(page, question)
    await startConversation(page)
  }
  await shootManyAppKeys(page)
} finally {
  await browser.close()
  await simulator.close()
  await endServer(child, 'SIGTERM')
  rmSync(dataDir, { recursive: true, force: true })
}

/** An answer with much in it to a question with a document, in every size, theme and language; then its sources. */
async function shootConversation(page: Page, language: keyof typeof leave): Promise<void> {
  const { document, question } = leave[language]
  await beginConversation(page)
  const picking = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: /^(Attach files|添加文件)$/ }).click()
  const chooser = await picking
  const buffer = Buffer.alloc(184_320, ' ')
  buffer.write('%PDF-1.7\n')
  await chooser.setFiles({ name: document, mimeType: 'application/pdf', buffer })
  await page.getByRole('textbox', { name: /^(Message|消息内容)$/ }).fill(question)
  await page.getByRole('button', { name: /^(Send|发送)$/ }).click()
  await page.locator('article[data-status=complete]').nth(1).waitFor({ timeout: 60_000 })
  for (const size of [wide, small, large]) {
    await page.setViewportSize(size)
    await scrollToStart(page)
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await shoot(page, `conversation-${size.width}x${size.height}-${theme}-${language}`)
    }
  }
  await page.setViewportSize(wide)
  await page.getByRole('button', { name: /^(Show all sources|查看全部来源)$/ }).click()
  await page.getByRole('button', { name: /^(Fetch all cited texts|获取全部引用原文)$/ }).click()
  await page
    .getByRole('group', { name: /^(Cited text|引用原文)$/ })
    .nth(2)
    .waitFor()
  await page.mouse.move(0, 0)
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await shoot(page, `references-${theme}-${language}`)
  }
  await page
    .getByRole('complementary', { name: /^(References|参考来源)$/ })
    .getByRole('button', { name: /^(Close|关闭)$/ })
    .click()
  await beginConversation(page)
}

async function beginConversation(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^(New conversation|新对话)$/ })
    .first()
    .click()
}

/** Back to the question, and away from everything that shows itself under a mouse. */
async function scrollToStart(page: Page): Promise<void> {
  await page.getByRole('region', { name: /^(Messages|消息)$/ }).hover()
  await page.mouse.wheel(0, -10_000)
  await page.mouse.move(0, 0)
}

/** Switcher, form, connection test, settings and search, in both languages and themes. */
async function shootManyAppKeys(page: Page): Promise<void> {
  const { url: serviceUrl, demoAppKey, credentials } = simulator
  const switcher = page.getByRole('button', { name: /^(Switch AppKey|切换 AppKey)$/ })
  const applications = [
    ['مساعد السفر', 'SimOtherAppKey02'],
    ['Research', 'SimFirstGenOnly08'],
    ['客服助手（生产环境）', demoAppKey],
  ] as const
  for (const [name, appKey] of applications) {
    await switcher.click()
    await page.getByRole('menuitem', { name: 'Add an AppKey' }).click()
    await addProfile(page, { name, appKey, serviceUrl, credentials }, { isOpen: true })
  }
  for (const language of ['en', 'zh-CN'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await switcher.click()
      await shoot(page, `switcher-${theme}-${language}`)
      await page.getByRole('menuitem', { name: /^(Edit…|编辑…)$/ }).click()
      await shoot(page, `form-${theme}-${language}`)
      await page.getByRole('button', { name: /^(Test connection|测试连接)$/ }).click()
      await page.locator('.result[data-tone=success]').waitFor()
      await page.locator('.connection-test').scrollIntoViewIfNeeded()
      await shoot(page, `connection-test-${theme}-${language}`)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /^(Settings|设置)$/ }).click()
      await shoot(page, `settings-${theme}-${language}`)
      await page.getByRole('tab', { name: /^(Data|数据)$/ }).click()
      // The folder of this run is nobody's.
      await page.locator('.path').evaluate((path) => (path.textContent = '~/.config/ADP Desk'))
      await shoot(page, `settings-data-${theme}-${language}`)
      await page.keyboard.press('Escape')
      await page.getByRole('searchbox', { name: /^(Search all conversations|搜索全部对话)$/ }).fill('会议')
      await page.locator('mark').first().waitFor()
      await shoot(page, `search-${theme}-${language}`)
      await page.keyboard.press('Escape')
    }
    await shootConversation(page, language)
    if (language === 'zh-CN') return
    await openSettings(page, 'General')
    await page.getByRole('radio', { name: '简体中文' }).check({ force: true })
    await page.keyboard.press('Escape')
  }
}

async function askToTheEnd(page: Page, question: string): Promise<void> {
  await ask(page, question)
  await answers(page).and(page.locator('[data-status=complete]')).waitFor({ timeout: 60_000 })
}

async function shoot(page: Page, name: string): Promise<void> {
  await waitForTransitions(page)
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

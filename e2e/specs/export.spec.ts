// Exports in a browser: what is downloaded, how it looks without the program, and that nothing in it runs or is fetched.
// A window asks for a place or prints by itself, which the stand-in cannot: these are the browser's.
import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'
import { addProfile, ask, openSettings, startConversation, untilAnswered } from '../steps.ts'
import { expect, test } from '../test.ts'

async function openExport(page: Page, title: string): Promise<void> {
  const row = page
    .getByRole('navigation', { name: 'Conversations' })
    .getByRole('listitem')
    .filter({ hasText: title })
  await row.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Export…' }).click()
}

async function exportAs(page: Page, format: string): Promise<Download> {
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await dialog.getByLabel(format, { exact: true }).check()
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  return download
}

async function askDemo(page: Page, question: string): Promise<void> {
  await ask(page, question)
  await untilAnswered(page)
}

test(
  'a conversation becomes a Markdown file, once and again',
  { tag: '@browser-only' },
  async ({ start, service }) => {
    const { page } = await start()
    await addProfile(page, { name: 'Work', appKey: service.demoAppKey, serviceUrl: service.url })
    await askDemo(page, '你好 <b>')
    await openExport(page, '你好')
    const download = await exportAs(page, 'Markdown')
    const text = await readFile(await download.path(), 'utf8')
    await expect(page.getByText('Exported. Your browser has saved')).toBeVisible()
    const [again] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download again' }).click(),
    ])
    expect({
      name: download.suggestedFilename(),
      begins: text.startsWith('# 你好'),
      question: text.includes('> 你好 \\<b>'),
      again: (await readFile(await again.path(), 'utf8')) === text,
    }).toEqual({ name: '你好 b.md', begins: true, question: true, again: true })
  },
)

test(
  'an HTML file is read anywhere without a request and without a script',
  { tag: '@browser-only' },
  async ({ start, service }) => {
    const { page } = await start()
    await addProfile(page, { name: 'Work', appKey: service.demoAppKey, serviceUrl: service.url })
    await askDemo(page, '<script>document.title = "run"</script><img src=https://spy.example/x.png>')
    await openExport(page, 'script')
    const download = await exportAs(page, 'Web page (HTML)')
    const html = await readFile(await download.path(), 'utf8')

    const requests: string[] = []
    const context = await page.context().browser()?.newContext()
    if (!context) throw new Error('The browser is gone.')
    const reader = await context.newPage()
    await reader.route('**/*', (route) => {
      requests.push(route.request().url())
      return route.request().url() === 'http://reader.example/'
        ? route.fulfill({ contentType: 'text/html', body: html })
        : route.abort()
    })
    await reader.goto('http://reader.example/')
    expect({
      requests,
      scripts: await reader.locator('script, img').count(),
      title: await reader.title(),
      question: await reader.locator('.question .plain').textContent(),
    }).toEqual({
      requests: ['http://reader.example/'],
      scripts: 0,
      title: expect.stringContaining('<script>') as unknown,
      question: '<script>document.title = "run"</script><img src=https://spy.example/x.png>',
    })
    await context.close()
  },
)

test(
  'everything becomes one archive, and an address works once',
  { tag: '@browser-only' },
  async ({ start, service }) => {
    const { page } = await start()
    await addProfile(page, { name: 'Work', appKey: service.demoAppKey, serviceUrl: service.url })
    await askDemo(page, 'First')
    await startConversation(page)
    await askDemo(page, 'Second')
    const section = await openSettings(page, 'Data')
    await section.getByRole('button', { name: 'Export all…' }).click()
    const download = await exportAs(page, 'Plain text')
    const bytes = await readFile(await download.path())
    const again = await page.request.get(download.url())
    expect({
      name: download.suggestedFilename(),
      signature: bytes.subarray(0, 4).toString('latin1'),
      names: ['First.txt', 'Second.txt', 'index.txt'].filter((name) => bytes.includes(name)),
      again: again.status(),
    }).toEqual({
      name: expect.stringMatching(/^ADP Desk export \d{4}-\d\d-\d\d\.zip$/) as unknown,
      signature: 'PK\x03\x04',
      names: ['First.txt', 'Second.txt', 'index.txt'],
      again: 404,
    })
  },
)

test(
  'a PDF is a page of its own that is handed to the print dialog',
  { tag: '@browser-only' },
  async ({ start, service }) => {
    const { page } = await start()
    await addProfile(page, { name: 'Work', appKey: service.demoAppKey, serviceUrl: service.url })
    await askDemo(page, 'Print me')
    await openExport(page, 'Print me')
    const dialog = page.getByRole('dialog', { name: 'Export' })
    await dialog.getByLabel('PDF', { exact: true }).check()
    await dialog.getByRole('button', { name: 'Export', exact: true }).click()
    const opened = page.waitForEvent('popup')
    await page.getByRole('button', { name: 'Print…' }).click()
    const print = await opened
    await expect(print.getByRole('heading', { name: 'Print me' })).toBeVisible()
    await print.close()
  },
)

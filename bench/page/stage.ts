// Owns the stage of a page's measurement: the service, the built program in a real Chromium with a profile for that service,
// and the pages it is compared with in the same browser.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { build } from 'vite'
import { endServer, startServer } from '../../e2e/hosts/browser.ts'
import { chromiumOptions } from '../../e2e/hosts/chromium-options.ts'
import { addProfile } from '../../e2e/steps.ts'
import { writeTask, type StreamTask } from './task.ts'

export interface Stage {
  /** The program, with the profile for the service selected. */
  readonly program: Page
  /** Any other page. */
  readonly other: Page
  /** Asks in a new conversation; resolves when the answer has ended. */
  ask(task: StreamTask): Promise<void>
  /** Opens one of the other pages, empty. */
  load(name: 'plain' | 'markstream'): Promise<void>
  /** Lets the other page show the same answer; resolves when it has ended. */
  show(task: StreamTask): Promise<void>
  /** When each piece of the last answer was sent, in milliseconds since the epoch. */
  listSent(): Promise<number[]>
  close(): Promise<void>
}

const viewport = { width: 1280, height: 800 }
const pages = join(import.meta.dirname, 'pages')

/** `fill` puts something into the data folder before the program starts. */
export async function openStage(fill: (dataDir: string) => void = () => undefined): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'adp-desk-bench-pages-'))
  const dataDir = mkdtempSync(join(tmpdir(), 'adp-desk-bench-'))
  await buildPages(folder)
  const service = fork(new URL('paced-service.ts', import.meta.url), [folder])
  const [port]: unknown[] = await once(service, 'message')
  const serviceUrl = `http://127.0.0.1:${String(port)}`
  fill(dataDir)
  const { child, address } = await startServer({ dataDir })
  const browser = await chromium.launch(chromiumOptions())
  const program = await browser.newPage({ viewport })
  await program.goto(address)
  const switcher = program.getByRole('button', { name: 'Switch AppKey' })
  const first = program.getByRole('button', { name: 'Add an AppKey' })
  await switcher.or(first).first().waitFor()
  if (await first.isVisible()) await first.click()
  else {
    await switcher.click()
    await program.getByRole('menuitem', { name: 'Add an AppKey' }).click()
  }
  await addProfile(
    program,
    {
      name: 'Measured',
      appKey: 'MeasuredAppKey01',
      serviceUrl,
      accessMethod: 'HTTP SSE',
      protocolVersion: 'v2',
    },
    { isOpen: true },
  )
  const other = await browser.newPage({ viewport })

  return {
    program,
    other,
    async ask(task) {
      await program.bringToFront()
      const composer = program.getByRole('textbox', { name: 'Message' })
      await composer.fill(writeTask(task))
      await composer.press('Enter')
      const answer = program.locator('[data-message-id][data-status]').last()
      await program.locator('article[data-status=streaming]').waitFor()
      // Asked for seldom: what is measured is the program.
      await program.waitForFunction(
        () => document.querySelector('article[data-status=streaming]') === null,
        undefined,
        { polling: 100, timeout: 120_000 },
      )
      await answer.waitFor()
    },
    async load(name) {
      await other.bringToFront()
      await other.goto(`${serviceUrl}/${name}.html`)
    },
    async show(task) {
      await other.evaluate((hash) => (location.hash = hash), encodeURIComponent(writeTask(task)))
      await other.waitForFunction(() => document.title === 'done', undefined, {
        polling: 100,
        timeout: 120_000,
      })
    },
    listSent: async () => (await (await fetch(`${serviceUrl}/sent`)).json()) as number[],
    async close() {
      await browser.close()
      await endServer(child, 'SIGTERM')
      service.disconnect()
      for (const made of [folder, dataDir]) rmSync(made, { recursive: true, force: true })
    },
  }
}

async function buildPages(folder: string): Promise<void> {
  await build({
    root: pages,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      chunkSizeWarningLimit: 10_000,
      rollupOptions: { input: ['plain', 'markstream'].map((name) => join(pages, `${name}.html`)) },
    },
  })
}

// Owns what every journey starts with: a fresh data folder, the program in the shell of the Playwright project, and the
// promise that nothing unexpected appeared on the page's console.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, test as base, type Browser } from '@playwright/test'
import { launchBrowserHost } from './hosts/browser.ts'
import { chromiumOptions } from './hosts/chromium-options.ts'
import { launchElectron, whyElectronCannotRun } from './hosts/electron.ts'
import { launchElectronStandin } from './hosts/electron-standin.ts'
import type { Host, Launch, LaunchOptions } from './hosts/host.ts'
import { startSimulator, type Simulator } from '../src/simulator/index.ts'

export { expect }

export type Shell = 'browser' | 'electron-standin' | 'electron'

interface Journey {
  /** Complaints of the page's console that the journey provokes on purpose. */
  expectedMessages: readonly RegExp[]
  dataDir: string
  /** An ADP of the journey's own, which writes as fast as a page can be expected to read. */
  service: Simulator
  /** Starts the program; several starts in one journey share the data folder, unless they name another. */
  start(options?: Partial<Omit<LaunchOptions, 'openBrowser'>>): Promise<Host>
}

interface Project extends Pick<LaunchOptions, 'openBrowser'> {
  shell: Shell
}

const launchers: Record<Shell, Launch> = {
  browser: launchBrowserHost,
  'electron-standin': launchElectronStandin,
  electron: launchElectron,
}

/** A server that is gone makes the browser itself complain; nothing in the page can prevent that. */
const complaintsOfTheBrowser = [/ERR_CONNECTION_(REFUSED|RESET)/, /WebSocket connection to .* failed/]

export const test = base.extend<Journey, Project>({
  shell: ['browser', { option: true, scope: 'worker' }],

  openBrowser: [
    async ({}, use) => {
      /** None, or one. */
      const browsers: Promise<Browser>[] = []
      await use(() => (browsers[0] ??= chromium.launch(chromiumOptions())))
      for (const browser of browsers) await (await browser).close()
    },
    { scope: 'worker' },
  ],

  dataDir: async ({ shell }, use) => {
    const reason = shell === 'electron' ? whyElectronCannotRun() : undefined
    test.skip(reason !== undefined, reason)
    const folder = await mkdtemp(join(tmpdir(), 'adp-desk-e2e-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },

  expectedMessages: [[], { option: true }],

  service: async ({}, use) => {
    const service = await startSimulator({ pace: 'fast' })
    await use(service)
    await service.close()
  },

  start: async ({ shell, dataDir, expectedMessages, openBrowser }, use) => {
    const hosts: Host[] = []
    const messages: string[] = []
    await use(async (options = {}) => {
      const host = await launchers[shell]({ dataDir, openBrowser, ...options })
      host.page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') messages.push(message.text())
      })
      host.page.on('pageerror', (error) => messages.push(String(error)))
      hosts.push(host)
      return host
    })
    for (const host of hosts) await host.close()
    const expected = [...complaintsOfTheBrowser, ...expectedMessages]
    expect(messages.filter((message) => !expected.some((pattern) => pattern.test(message)))).toEqual([])
  },
})

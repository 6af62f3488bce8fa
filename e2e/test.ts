// Owns what every journey starts with: a fresh data folder, the program in the shell of the Playwright project, and the
// promise that nothing unexpected appeared on the page's console.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base } from '@playwright/test'
import { launchBrowserHost } from './hosts/browser.ts'
import { launchElectron, whyElectronCannotRun } from './hosts/electron.ts'
import { launchElectronStandin } from './hosts/electron-standin.ts'
import type { Host, Launch, LaunchOptions } from './hosts/host.ts'

export { expect }

export type Shell = 'browser' | 'electron-standin' | 'electron'

interface Journey {
  /** Complaints of the page's console that the journey provokes on purpose. */
  expectedMessages: readonly RegExp[]
  dataDir: string
  /** Starts the program; several starts in one journey share the data folder. */
  start(options?: Omit<LaunchOptions, 'dataDir'>): Promise<Host>
}

interface Project {
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

  dataDir: async ({ shell }, use) => {
    const reason = shell === 'electron' ? whyElectronCannotRun() : undefined
    test.skip(reason !== undefined, reason)
    const folder = await mkdtemp(join(tmpdir(), 'adp-desk-e2e-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },

  expectedMessages: [[], { option: true }],

  start: async ({ shell, dataDir, expectedMessages }, use) => {
    const hosts: Host[] = []
    const messages: string[] = []
    await use(async (options = {}) => {
      const host = await launchers[shell]({ dataDir, ...options })
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

// Owns a journey on the Electron shell without Electron: the built main process and preload run as they are, the module
// `electron` is the stand-in's, and each window is a page of a real Chromium. What the program asks of Electron beyond
// what the stand-in knows, or leaves open for a page, fails the journey.
import type { BrowserContext } from '@playwright/test'
import { startProgram, type ProgramOptions } from './electron-standin/program.ts'
import { openWindowPage, type WindowPage } from './electron-standin/window-page.ts'
import type { ToPage, TrayItem } from './electron-standin/messages.ts'
import type { Host, LaunchOptions } from './host.ts'

export interface ElectronStandinOptions extends LaunchOptions, Pick<ProgramOptions, 'env'> {}

export interface ElectronStandin extends Host {
  /** Addresses that the program handed to the system, oldest first. */
  readonly externalUrls: readonly string[]
  /** The menu of the tray as it is at the moment, without its separators. */
  readTray(): readonly TrayItem[]
  /** Chooses the item of the tray with this label. */
  chooseInTray(label: string): void
  /** Opens a link of the program as macOS does. */
  openUrl(url: string): void
}

/** How long the program may take to open its window, and to end. */
const startLimitMs = 45_000
const endLimitMs = 15_000

/** Rejects when the program ends, or breaks a rule, before its first window shows its page. */
export async function launchElectronStandin(options: ElectronStandinOptions): Promise<ElectronStandin> {
  const browser = await options.openBrowser()
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const windows = new Map<number, Promise<WindowPage>>()
  const externalUrls: string[] = []
  let tray: readonly TrayItem[] = []
  const firstWindow = Promise.withResolvers<WindowPage>()
  const keyring = options.hasKeyring === false ? { STANDIN_KEYRING: 'none' } : {}
  const program = startProgram({ ...options, env: { ...options.env, ...keyring } }, receive)
  await refuseForeignPages(context, windows)

  function receive(message: ToPage): void {
    switch (message.type) {
      case 'window': {
        const { windowId, preload: preloadFile, width, height } = message
        const size = options.viewport ?? { width, height }
        windows.set(windowId, openWindowPage({ windowId, context, program, preloadFile, size }))
        return
      }
      case 'load':
        return void windows
          .get(message.windowId)
          ?.then(async (window) => {
            await window.load(message.url)
            firstWindow.resolve(window)
          })
          .catch(firstWindow.reject)
      case 'send':
        return void windows
          .get(message.windowId)
          ?.then((window) => window.send(message.channel, message.args))
      case 'window-closed':
        return void windows.get(message.windowId)?.then((window) => window.close())
      case 'external':
        externalUrls.push(message.url)
        return
      case 'tray':
        tray = message.items
    }
  }

  async function end(): Promise<void> {
    await context.close()
    if (program.violations.length > 0) throw new Error(program.violations.join('\n'))
  }

  try {
    const ended = program.ended.then(() => Promise.reject(new Error(program.describeEnd())))
    const { page } = await within(startLimitMs, 'open its window', Promise.race([firstWindow.promise, ended]))
    let isOver = false
    return {
      page,
      externalUrls,
      readTray: () => tray,
      chooseInTray: (label) => program.tell({ type: 'tray-choose', label }),
      openUrl: (url) => program.tell({ type: 'open-url', url }),
      close: async () => {
        if (isOver) return
        isOver = true
        program.tell({ type: 'quit' })
        await within(endLimitMs, 'end', program.ended).catch(async (error: unknown) => {
          program.kill()
          await end()
          throw error
        })
        await end()
        if (!program.hasEndedWell()) throw new Error(program.describeEnd())
      },
      kill: async () => {
        isOver = true
        program.kill()
        await program.ended
        await end()
      },
    }
  } catch (error) {
    program.kill()
    await end()
    throw error
  }
}

/** Pages that Chromium opens by itself, for links to new tabs, are what Electron's deny keeps from being there at all. */
async function refuseForeignPages(
  context: BrowserContext,
  windows: ReadonlyMap<number, Promise<WindowPage>>,
): Promise<void> {
  await context.route('**/*', (route) => route.abort('blockedbyclient'))
  context.on('page', (opened) => {
    void Promise.allSettled(windows.values()).then(async (own) => {
      const isOwn = own.some((window) => window.status === 'fulfilled' && window.value.page === opened)
      if (!isOwn) await opened.close()
    })
  })
}

async function within<T>(limitMs: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`The program did not ${what} in ${limitMs} ms.`)), limitMs)
  })
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer))
}

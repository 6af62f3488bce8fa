// Owns Host: the built program, started for a journey, with the page a person would see. One launcher a shell:
// browser.ts, electron-standin.ts, electron.ts.
import type { Browser, Page } from '@playwright/test'

export interface LaunchOptions {
  /** Gives the Chromium of all journeys of a worker; each of them has a context of its own in it. */
  readonly openBrowser: () => Promise<Browser>
  /** Everything the program keeps. The same folder again is the same program started again. */
  readonly dataDir: string
  readonly args?: readonly string[]
  /** False: a machine that offers nothing to keep AppKeys with. Only the stand-in can be one. */
  readonly hasKeyring?: boolean
  readonly viewport?: { readonly width: number; readonly height: number }
}

export interface Host {
  readonly page: Page
  /** Ends the program as a person would. */
  close(): Promise<void>
  /** Ends the program without a word, as a crash would. */
  kill(): Promise<void>
}

export type Launch = (options: LaunchOptions) => Promise<Host>

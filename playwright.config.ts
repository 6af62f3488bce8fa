import { defineConfig } from '@playwright/test'
import type { Shell } from './e2e/test.ts'

// The same journeys on every shell. They run on the built program: `npm run build` first (npm test does).
const shells: Shell[] = ['browser', 'electron-standin', 'electron']

/** By tag, the journeys that a shell has nothing to do with. */
const notFor: Readonly<Record<Shell, RegExp>> = {
  browser: /@desktop-only|@standin-only/,
  // It has the Node and the Chromium of the browser project: what no shell has a part in was seen there. Electron brings
  // its own of both, and shows all of it again.
  'electron-standin': /@browser-only|@shell-free/,
  electron: /@browser-only|@standin-only/,
}

/** What measures times. By itself it runs with `--no-deps`. */
const timedAlone = 'specs/switching.spec.ts'

export default defineConfig<object, { shell: Shell }>({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // Far beyond what any of them needs, so that a machine that is busy with something else fails none.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  globalSetup: './e2e/say-what-is-skipped.ts',
  projects: [
    ...shells.map((shell) => ({
      name: shell,
      // What is about one kind of shell is not listed for the other, instead of being skipped there.
      grepInvert: notFor[shell],
      testMatch: shell === 'electron-standin' ? '**/*.spec.ts' : 'specs/*.spec.ts',
      testIgnore: timedAlone,
      use: { shell },
    })),
    // After all others and one after the other: what is measured there has the machine for itself.
    ...shells.map((shell, index) => ({
      name: `${shell}-alone`,
      testMatch: timedAlone,
      dependencies: index === 0 ? shells : [`${shells[index - 1]}-alone`],
      use: { shell },
    })),
  ],
})

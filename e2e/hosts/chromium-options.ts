// Owns how journeys start their Chromium: the one that the bootstrap found, without its sandbox only where it refuses to
// run with it, which is as root. This is the test's browser; the program never switches a sandbox off.
import type { LaunchOptions } from '@playwright/test'

export function chromiumOptions(): LaunchOptions {
  const executablePath = process.env['CHROMIUM_PATH']
  const isRoot = process.getuid?.() === 0
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
      ...(isRoot ? ['--no-sandbox'] : []),
    ],
  }
}

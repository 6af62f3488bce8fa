// Owns a journey on the Electron shell itself, where its runtime is on the machine. Its sandbox stays on.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron } from '@playwright/test'
import type { Host, LaunchOptions } from './host.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Why no journey can run on Electron here, or undefined when it can. */
export function whyElectronCannotRun(): string | undefined {
  if (findElectronRuntime() === undefined) {
    return 'its runtime is not on this machine; the stand-in runs the same bundles.'
  }
  if (process.getuid?.() === 0) return 'its sandbox refuses to run as root, and is never switched off.'
  const hasDisplay = process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined
  if (process.platform === 'linux' && !hasDisplay) return 'there is no display.'
  return undefined
}

/** The program file of the runtime that the `electron` package has fetched, or undefined when it has not. */
function findElectronRuntime(): string | undefined {
  const folder = join(root, 'node_modules/electron')
  const nameFile = join(folder, 'path.txt')
  if (!existsSync(nameFile)) return undefined
  const file = join(folder, 'dist', readFileSync(nameFile, 'utf8').trim())
  return existsSync(file) ? file : undefined
}

export async function launchElectron({ dataDir, args = [], viewport }: LaunchOptions): Promise<Host> {
  const executablePath = findElectronRuntime()
  if (executablePath === undefined) throw new Error('The Electron runtime is not on this machine.')
  const electron = await _electron.launch({
    executablePath,
    args: ['.', '--data-dir', dataDir, ...args],
    cwd: root,
    // Without this Playwright would switch the sandbox off.
    chromiumSandbox: true,
  })
  const child = electron.process()
  const page = await electron.firstWindow()
  if (viewport) await page.setViewportSize(viewport)
  // Where the machine has no keyring, the first AppKey brings a question that journeys are not about.
  await page.addLocatorHandler(
    page.getByRole('dialog', { name: 'How should your AppKeys be kept?' }),
    (dialog) => dialog.getByRole('button', { name: 'Save' }).click(),
  )
  let isOver = false
  return {
    page,
    close: async () => {
      if (isOver) return
      isOver = true
      await electron.close()
    },
    kill: async () => {
      isOver = true
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
    },
  }
}

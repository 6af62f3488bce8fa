// Owns the browser-hosted shell for journeys: the built server as a child process, and a page of a real Chromium on its
// address.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Host, LaunchOptions } from './host.ts'

const readyLine = /^ADP Desk is ready at (http:\/\/127\.0\.0\.1:\d+\/#token=\S+)$/

export interface RunningServer {
  readonly child: ChildProcess
  /** Where the page is, with the token that works once. */
  readonly address: string
}

/** Starts the built server and waits for its address. */
export async function startServer({
  dataDir,
  args = [],
}: Pick<LaunchOptions, 'dataDir' | 'args'>): Promise<RunningServer> {
  const child = spawn(
    process.execPath,
    ['out/main/server.js', '--port', '0', '--data-dir', dataDir, '--no-open', ...args],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  for await (const line of createInterface({ input: child.stdout })) {
    const address = readyLine.exec(line)?.[1]
    if (address !== undefined) {
      child.stdout.resume()
      return { child, address }
    }
  }
  throw new Error('The server ended before it printed its address.')
}

export async function endServer(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

export async function launchBrowserHost(options: LaunchOptions): Promise<Host> {
  const [{ child, address }, browser] = await Promise.all([startServer(options), options.openBrowser()])
  const context = await browser.newContext({ viewport: options.viewport ?? { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(address)

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await endServer(child, signal)
    await context.close()
  }
  return { page, close: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

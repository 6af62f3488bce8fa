// Owns the life of the browser-hosted program: command line, engine, host, printed lines, the reasons to end, exit code.
// stdout carries the address lines and nothing else; what goes wrong is one sentence on stderr.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { parseJson } from '#shared/parse-json.ts'
import { systemClock } from '#core/clock.ts'
import type { DemoService } from '#core/engine/demo-service.ts'
import type { RunningEngine } from '#core/engine/running-engine.ts'
import { startEngine } from '#core/engine/start-engine.ts'
import { createFileLog } from '#core/shell/file-log.ts'
import { keepStartFile, readStartFile } from '#core/shell/start-file.ts'
import { helpText, parseArguments, type ServeOptions } from './arguments.ts'
import { findDataDir } from './data-dir.ts'
import { watchIdle, watchParent } from './end-watch.ts'
import { startHost, type Host } from './host.ts'
import { openBrowser } from './open-browser.ts'
import { createKeyFileSecrets } from './secrets.ts'
import { createEnvironmentProxy } from './system-proxy.ts'

export interface ProgramFiles {
  readonly packageFile: string
  /** The folder of the built page. */
  readonly rendererDir: string
  /** The built core/worker/thread.ts. */
  readonly workerFile: string
}

/** Time for the engine to write what it has before the process ends anyway. */
const closeWithinMs = 8_000
/** Ctrl+C arrives several times: the terminal tells every process, and npm and `npm run serve` pass it on to theirs. */
const sameStrokeMs = 1_000

/** Runs until a signal or one of the watches ends the process, or something is wrong at the start. */
export async function runProgram(words: readonly string[], files: ProgramFiles): Promise<void> {
  // Whoever read the address may have gone since; that is no reason to end.
  process.stdout.on('error', () => undefined)
  const parsed = parseArguments(words)
  switch (parsed.type) {
    case 'help':
      return print(helpText.trimEnd())
    case 'version':
      return print(readVersion(files.packageFile))
    case 'invalid':
      return fail(parsed.sentence, 2)
    case 'serve':
      return serve(parsed.options, files)
  }
}

async function serve(options: ServeOptions, files: ProgramFiles): Promise<void> {
  const clock = systemClock
  const dataDir = resolve(options.dataDir ?? findDataDir())
  const log = createFileLog(join(dataDir, 'logs'), clock)
  let engine: RunningEngine
  try {
    engine = await startEngine({
      dataDir,
      version: readVersion(files.packageFile),
      shell: 'browser',
      platform: process.platform,
      secrets: createKeyFileSecrets(dataDir, log),
      startDemo,
      openDemo: options.openDemo,
      findSystemProxy: createEnvironmentProxy(process.env),
      startSettings: readStartFile(dataDir),
      // The browser may be on another machine, and its person not in front of this one.
      openFolder: undefined,
      saving: undefined,
      workerFile: files.workerFile,
      profileName: options.profileName,
      log,
    })
    keepStartFile(dataDir, await engine.handlers['settings.get']({}), engine.subscribe, log)
  } catch (error) {
    log.error('engine not started', { cause: error instanceof Error ? error.stack : 'unknown' })
    return fail(`ADP Desk could not start; why is written in the log in ${join(dataDir, 'logs')}.`, 1)
  }

  let host: Host | undefined
  let isEnding = false
  async function end(reason: string): Promise<void> {
    if (isEnding) return
    isEnding = true
    log.info('host ending', { reason })
    clock.after(closeWithinMs, () => {
      log.error('host did not end in time')
      process.exit(1)
    })
    await host?.close()
    await engine.close()
    process.exit(0)
  }
  // Before the address is printed, because whoever reads it may end the program at once.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    const onSignal = (): void => {
      void end(signal)
      // From then on a further signal of the same kind ends the process without further ado.
      clock.after(sameStrokeMs, () => process.off(signal, onSignal))
    }
    process.on(signal, onSignal)
  }
  watchParent({ clock, readParentId: () => process.ppid, onGone: () => void end('parent gone') })

  let isFirstAddress = true
  try {
    host = await startHost({
      port: options.port,
      rendererDir: files.rendererDir,
      engine,
      clock,
      log,
      onAddress: (address) => {
        print(`ADP Desk is ready at ${address}`)
        if (isFirstAddress && options.openBrowser) openBrowser(address)
        isFirstAddress = false
      },
      onLocked: () => {
        log.error('host locked')
        process.stderr.write(
          'Too many wrong sign-ins: no new page is let in. Start ADP Desk again to go on.\n',
        )
      },
    })
  } catch (error) {
    await engine.close()
    return fail(describeStartError(error, options.port), 1)
  }
  log.info('host started', { port: host.port })

  const { countPages } = host
  watchIdle({
    clock,
    idleMs: options.idleMs,
    isInUse: () => countPages() > 0 || engine.isBusy(),
    onIdle: () => void end('idle'),
  })
}

async function startDemo(): Promise<DemoService> {
  const { startSimulator } = await import('../simulator/index.ts')
  const simulator = await startSimulator()
  const { url: serviceUrl, demoAppKey: appKey, credentials } = simulator
  return { serviceUrl, appKey, credentials }
}

function describeStartError(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken; choose another with --port, or leave it out.`
    case 'EACCES':
      return `Port ${port} may not be used by this user; choose another with --port, or leave it out.`
    case 'ENOENT':
      return 'The program is not built; run it with npm start or npm run serve.'
    default:
      return `ADP Desk cannot listen on this machine (${code || 'unknown reason'}).`
  }
}

function readVersion(packageFile: string): string {
  const json = parseJson(readFileSync(packageFile, 'utf8'))
  return z.object({ version: z.string() }).parse(json.ok ? json.value : undefined).version
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function fail(sentence: string, exitCode: number): void {
  // Not by `exitCode`: a demo service that has been started would keep the process.
  process.stderr.write(`${sentence}\n`, () => process.exit(exitCode))
}

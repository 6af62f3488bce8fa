// Owns the start of the program below the shells: opens the history, builds the engine on it, and when the history
// cannot be used answers with what is wrong instead, touching nothing.
import { join } from 'node:path'
import type { AppDescription } from '#shared/contract/contract.ts'
import { createAdpClient, createListeningPace, createSocketPool } from '#core/adp/client.ts'
import { systemClock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import { openStore } from '#core/store/open.ts'
import { watchWake } from '#core/wake-watch.ts'
import { createEngine } from './create-engine.ts'
import type { DemoService } from './demo-service.ts'
import { createProblemHandlers } from './problem-handlers.ts'
import type { RunningEngine } from './running-engine.ts'
import type { SecretBox } from './secret-box.ts'

export interface StartOptions {
  /** Created (mode 0700) when it is not there. */
  readonly dataDir: string
  readonly version: string
  readonly shell: AppDescription['shell']
  readonly platform: string
  readonly secrets: SecretBox
  /** Starts the simulator and says where it is; asked once, when the demo profile is first used. */
  readonly startDemo: () => Promise<DemoService>
  /** Make the demo profile and select it before the first page asks. */
  readonly openDemo: boolean
  /** The profile to select before the first page asks, as a person calls it. */
  readonly profileName?: string | undefined
  readonly log: Log
}

export async function startEngine(options: StartOptions): Promise<RunningEngine> {
  const { dataDir, version, shell, platform, secrets, startDemo, openDemo, profileName, log } = options
  const opened = openStore(join(dataDir, 'history.db'))
  const description: AppDescription = {
    version,
    shell,
    platform,
    dataDir,
    keyProtection: secrets.protection,
    problem: opened.ok ? null : opened.problem,
  }
  if (!opened.ok) {
    log.error('history.unusable', { problem: opened.problem.type, cause: opened.problem.reason })
    return {
      handlers: createProblemHandlers(description),
      subscribe: () => () => undefined,
      isBusy: () => false,
      wake: () => undefined,
      requestLaunch: () => undefined,
      selectProfileNamed: () => undefined,
      close: () => Promise.resolve(),
    }
  }
  const pace = createListeningPace(systemClock)
  const environment = { clock: systemClock, log, random: Math.random, pace }
  const sockets = createSocketPool(environment)
  const engine = createEngine({
    db: opened.db,
    connect: (connection, report) => createAdpClient(connection, report, { ...environment, sockets }),
    sockets,
    secrets,
    clock: systemClock,
    log,
    startDemo,
    description,
  })
  if (openDemo) {
    try {
      await engine.handlers['profile.addDemo']({})
    } catch (error) {
      // The history can still be read.
      log.error('demo.not-added', { cause: String(error) })
    }
  }
  if (profileName !== undefined) engine.selectProfileNamed(profileName)
  const endWatch = watchWake(systemClock, () => engine.wake())
  return {
    ...engine,
    close() {
      endWatch()
      return engine.close()
    },
  }
}

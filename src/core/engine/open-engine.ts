// Owns one opening of the history: builds the engine on it with everything it needs from outside, and when the history
// cannot be used answers with what is wrong instead, touching nothing. Opening it anew is start-engine.ts's matter.
import { join } from 'node:path'
import type { AppDescription } from '#shared/contract/contract.ts'
import {
  createAdpClient,
  createFindProxy,
  createListeningPace,
  createSocketPool,
  loadRemoteImage,
  testConnection,
  type FindSystemProxy,
} from '#core/adp/client.ts'
import type { StartSettings } from '#shared/settings.ts'
import { createAppCardSource } from '#core/adp/cloud/app-card.ts'
import { systemClock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import { openStore } from '#core/store/open.ts'
import { readSettings } from '#core/store/settings.ts'
import { watchWake } from '#core/wake-watch.ts'
import { createThreadWorker, type HistoryWorker } from '#core/worker/history-worker.ts'
import { createDataDesk } from './data-desk.ts'
import { createEngine } from './create-engine.ts'
import type { DemoService } from './demo-service.ts'
import { createIncomingFiles, emptyIncoming } from './incoming-files.ts'
import { createOutgoingFiles, emptyOutgoing, type SavingShell } from './outgoing-files.ts'
import { createProblemHandlers } from './problem-handlers.ts'
import type { Reopen, RunningEngine } from './running-engine.ts'
import type { SecretBox } from './secret-box.ts'
import { createVaultFile } from './vault-file.ts'
import { createVault } from './vault.ts'

export interface OpenOptions {
  /** Created (mode 0700) when it is not there. */
  readonly dataDir: string
  readonly version: string
  readonly shell: AppDescription['shell']
  readonly platform: string
  /** What the machine offers to seal AppKeys with. */
  readonly secrets: SecretBox
  /** Starts the simulator and says where it is; asked once, when the demo profile is first used. */
  readonly startDemo: () => Promise<DemoService>
  readonly findSystemProxy: FindSystemProxy
  /** Shown with a history that cannot be used. */
  readonly startSettings: StartSettings
  /** Shows a folder in the system's file manager; false when that did not work. Undefined where a shell cannot. */
  readonly openFolder: ((folder: string) => Promise<boolean>) | undefined
  /** What the shell can do about files that leave the program; undefined in a browser, which downloads and prints. */
  readonly saving: SavingShell | undefined
  /** The built worker/thread.ts. */
  readonly workerFile: string
  /** See start-engine.ts; for what exchanges the history. */
  readonly reopen: Reopen
  readonly log: Log
}

export function openEngine(options: OpenOptions): RunningEngine {
  const { dataDir, version, shell, platform, secrets, startDemo, startSettings, openFolder, log } = options
  const historyFile = join(dataDir, 'history.db')
  const opened = openStore(historyFile)
  const vault = createVault(secrets, createVaultFile(dataDir, log))
  const description: AppDescription = {
    version,
    shell,
    platform,
    dataDir,
    canOpenFolder: openFolder !== undefined,
    problem: opened.ok ? null : opened.problem,
  }
  const data = createDataDesk({ dataDir, openFolder })
  const incomingDir = join(dataDir, 'incoming')
  // What another run has left; unless another program has this history open, whose files they would be.
  if (opened.ok || opened.problem.type !== 'history-locked') emptyIncoming(incomingDir)
  const incoming = createIncomingFiles(incomingDir)
  const outgoing = createOutgoingFiles({ dataDir, clock: systemClock, saving: options.saving })
  if (!opened.ok) {
    log.error('history.unusable', { problem: opened.problem.type, cause: opened.problem.reason })
    return {
      handlers: createProblemHandlers({ description, startSettings, data, incoming, outgoing, vault }),
      subscribe: () => () => undefined,
      isBusy: () => false,
      wake: () => undefined,
      requestLaunch: () => undefined,
      selectProfileNamed: () => undefined,
      takeOutgoing: (token) => outgoing.take(token),
      close: () => Promise.resolve(),
    }
  }
  emptyOutgoing(dataDir)
  const openWorker = (): HistoryWorker =>
    createThreadWorker({ workerFile: options.workerFile, historyFile, dataDir })
  const pace = createListeningPace(systemClock)
  const findProxy = createFindProxy({
    readSetting: () => readSettings(opened.db).proxy,
    findSystemProxy: options.findSystemProxy,
    clock: systemClock,
  })
  const environment = { clock: systemClock, log, random: Math.random, pace, findProxy }
  const sockets = createSocketPool(environment)
  const engine = createEngine({
    db: opened.db,
    dataDir,
    connect: (connection, report) => createAdpClient(connection, report, { ...environment, sockets }),
    testConnection: (connection, test) => testConnection(connection, test, environment),
    fetchCard: createAppCardSource(environment),
    sockets,
    vault,
    clock: systemClock,
    log,
    startDemo,
    description,
    loadImage: (address, localOrigin) =>
      loadRemoteImage(address, { localOrigin, clock: systemClock, findProxy }),
    data,
    incoming,
    outgoing,
    printPdf: options.saving?.printPdf,
    workers: { search: openWorker(), chores: openWorker() },
  })
  const endWatch = watchWake(systemClock, () => engine.wake())
  return {
    ...engine,
    close() {
      endWatch()
      return engine.close()
    },
  }
}

// Owns one opening of the history: builds the engine on it with everything it needs from outside, and when the history
// cannot be used answers with what is wrong instead, touching nothing. Opening it anew is start-engine.ts's matter.
import { join } from 'node:path'
import type { AppDescription } from '#shared/contract/contract.ts'
import {
  createAdpClient,
  createFindProxy,
  createListeningPace,
  createSocketPool,
  loadRemoteFile,
  loadRemoteImage,
  testConnection,
  type FindSystemProxy,
} from '#core/adp/client.ts'
import type { StartSettings } from '#shared/settings.ts'
import { createAppCardSource } from '#core/adp/cloud/app-card.ts'
import { systemClock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import { openHistory } from '#core/backup/open-history.ts'
import { readIntegrityRecord } from '#core/store/integrity-record.ts'
import { isNetworkFolder, readFileSystemType } from '#core/store/network-drive.ts'
import { readSettings } from '#core/store/settings.ts'
import { watchWake } from '#core/wake-watch.ts'
import { createThreadWorker, type HistoryWorker } from '#core/worker/history-worker.ts'
import { createDataDesk } from './data-desk.ts'
import { createBackupDesk, type BackupPlace } from './backup-desk.ts'
import { createEngine } from './create-engine.ts'
import type { DemoService } from './demo-service.ts'
import { createEventHub } from './event-hub.ts'
import { createIncomingFiles, emptyIncoming } from './incoming-files.ts'
import { createOutgoingFiles, emptyOutgoing, type SavingShell } from './outgoing-files.ts'
import { createProblemHandlers } from './problem-handlers.ts'
import { createRecoveryDesk } from './recovery-desk.ts'
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
  const opened = openHistory(historyFile, systemClock.now())
  const vault = createVault(secrets, createVaultFile(dataDir, log))
  const description: AppDescription = {
    version,
    shell,
    platform,
    dataDir,
    canOpenFolder: openFolder !== undefined,
    isReadOnly: opened.ok && opened.isReadOnly,
    isOnNetwork:
      opened.ok &&
      isNetworkFolder(dataDir, process.platform, readFileSystemType(dataDir)) &&
      !readIntegrityRecord(opened.db).isToldOfNetwork,
    problem: opened.ok ? null : opened.problem,
  }
  const data = createDataDesk({ dataDir, openFolder })
  const incomingDir = join(dataDir, 'incoming')
  // What another run has left; unless another program has this history open, whose files they would be.
  if (opened.ok || opened.problem.type !== 'history-locked') emptyIncoming(incomingDir)
  const incoming = createIncomingFiles(incomingDir)
  const backupPlace: BackupPlace = {
    dataDir,
    openWorker: (file) => createThreadWorker({ workerFile: options.workerFile, historyFile: file, dataDir }),
    reopen: options.reopen,
  }
  const outgoing = createOutgoingFiles({ dataDir, clock: systemClock, saving: options.saving })
  if (!opened.ok) {
    const hub = createEventHub(log)
    const backups = createBackupDesk({
      ...backupPlace,
      clock: systemClock,
      log,
      hub,
      incoming,
      outgoing,
      chores: undefined,
    })
    log.error('history.unusable', { problem: opened.problem.type, cause: opened.problem.reason })
    const recovery = createRecoveryDesk({
      dataDir,
      workerFile: options.workerFile,
      clock: systemClock,
      log,
      reopen: options.reopen,
      onProgress: (share) => hub.publish({ name: 'integrity.progressed', payload: { share } }),
    })
    return {
      handlers: createProblemHandlers({
        description,
        startSettings,
        data,
        incoming,
        backups,
        recovery,
        outgoing,
        vault,
      }),
      subscribe: (listener) => hub.subscribe(listener),
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
    createThreadWorker({ workerFile: options.workerFile, historyFile: opened.db.name, dataDir })
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
    reopen: options.reopen,
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
    loadFile: (address, localOrigin, keep) =>
      loadRemoteFile(address, { localOrigin, clock: systemClock, findProxy }, keep),
    data,
    incoming,
    backupPlace,
    outgoing,
    printPdf: options.saving?.printPdf,
    condition: { endedUncleanly: opened.endedUncleanly },
    workerFile: options.workerFile,
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

// Owns what the program does about backups: the list, one now, one to take away, a look into one, the way back and back
// again. Works without a history as far as it can: whoever cannot open theirs needs a backup most. When one is made by
// itself is backup-schedule.ts's matter, the work is core/backup's.
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BackupList, BackupOutcome, BackupTask, RestorePreview, RestoreSource } from '#shared/backup.ts'
import type { Delivery } from '#shared/delivery.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import {
  createFolderName,
  findBackupFile,
  findDay,
  listRestoreFolders,
  removeFolder,
} from '#core/backup/backup-names.ts'
import { reserveBytes } from '#core/backup/durable-files.ts'
import { exchangeHistory } from '#core/backup/exchange-history.ts'
import { listMigrationCopies, listSnapshots } from '#core/backup/list-backups.ts'
import { readBackupVersion } from '#core/backup/prepare-restore.ts'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import { JobCancelledError, type HistoryWorker } from '#core/worker/history-worker.ts'
import type { EventHub } from './event-hub.ts'
import type { IncomingFiles } from './incoming-files.ts'
import type { OutgoingFiles } from './outgoing-files.ts'
import type { Reopen } from './running-engine.ts'

/** What a backup needs of the program below the engine, whether its history can be used or not. */
export interface BackupPlace {
  readonly dataDir: string
  /** A worker beside this file, for work on a backup. */
  readonly openWorker: (file: string) => HistoryWorker
  readonly reopen: Reopen
}

export interface BackupDeskOptions extends BackupPlace {
  readonly clock: Clock
  readonly log: Log
  readonly hub: EventHub
  readonly incoming: IncomingFiles
  readonly outgoing: Pick<OutgoingFiles, 'choosePlace' | 'deliver'>
  /** What reads the history; undefined when it cannot be used. */
  readonly chores: HistoryWorker | undefined
}

export interface BackupDesk {
  list(): BackupList
  /** Throws FailureError `no-space`, `backup-damaged` or `backup-failed`. */
  create(isAsked: boolean): Promise<BackupOutcome>
  /**
   * Writes the history with the kept images and files to one file, where the person wants it; null when they want none.
   * Throws as `create` does.
   */
  export(): Promise<Delivery | null>
  /** Copies and checks a backup. Only the last one that was looked at can be restored. */
  preview(source: RestoreSource): Promise<RestorePreview>
  /** Puts what was looked at into the place of the present history. Throws FailureError `not-found`, `backup-failed`. */
  restore(restoreId: string): Promise<void>
  /** Goes back to what was there before the last restore; that can be taken back as well. */
  takeBack(): Promise<void>
  /** Ends what is being made or looked at. */
  cancel(): void
}

export function createBackupDesk(options: BackupDeskOptions): BackupDesk {
  const { dataDir, clock, log, incoming, outgoing, openWorker, reopen, hub, chores } = options
  let lastOutcome: BackupOutcome = 'none'
  let abort = new AbortController()
  /** One after the other: each of them reads and writes as much as the history is large. */
  let queue: Promise<unknown> = Promise.resolve()
  let preparedId: string | undefined

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = queue.then(work)
    queue = turn.catch(() => undefined)
    return turn
  }

  function follow(task: BackupTask): { signal: AbortSignal; onProgress: (share: number) => void } {
    abort = new AbortController()
    return {
      signal: abort.signal,
      onProgress: (share) => hub.publish({ name: 'backup.progressed', payload: { task, share } }),
    }
  }

  function list(): BackupList {
    const snapshots = listSnapshots(dataDir).map(({ name, createdAt, bytes, conversations, messages }) => ({
      name,
      type: 'daily' as const,
      createdAt,
      bytes,
      conversations,
      messages,
    }))
    const copies = listMigrationCopies(dataDir).map((copy) => ({
      ...copy,
      type: 'migration' as const,
      conversations: null,
      messages: null,
    }))
    const setAside = listRestoreFolders(dataDir, 'before-restore').at(-1)
    return { backups: [...snapshots, ...copies], lastOutcome, restoredAt: setAside?.createdAt ?? null }
  }

  function getChores(): HistoryWorker {
    if (!chores) throw new FailureError(createFailure('not-saved'))
    return chores
  }

  async function snapshot(isAsked: boolean): Promise<BackupOutcome> {
    const input = { now: clock.now(), isAsked, reserveBytes }
    try {
      const { type } = await getChores().run('backup.snapshot', input, follow('create'))
      lastOutcome = type
      if (isAsked && type === 'no-space') throw new FailureError(createFailure('no-space'))
      return type
    } catch (error) {
      const failure = toFailure(error)
      if (!(error instanceof JobCancelledError)) lastOutcome = outcomes[failure.failure.code] ?? 'failed'
      log.warn('backup.not-made', { outcome: lastOutcome, cause: failure.failure.detail?.cause })
      throw failure
    } finally {
      hub.publish({ name: 'backup.changed', payload: { list: list() } })
    }
  }

  /** What lies in the place until then is replaced only by a whole backup. */
  async function write(place: string): Promise<Delivery> {
    const unfinished = `${place}.part`
    try {
      rmSync(unfinished, { force: true })
      await getChores().run('backup.write', unfinished, follow('export'))
      renameSync(unfinished, place)
      return outgoing.deliver(place)
    } catch (error) {
      throw toFailure(error)
    }
  }

  async function prepare(source: string): Promise<RestorePreview> {
    for (const folder of listRestoreFolders(dataDir, 'restore')) removeFolder(dataDir, folder)
    preparedId = undefined
    const restoreId = createFolderName('restore', clock.now())
    // What is no database at all could not even be opened by a worker.
    readBackupVersion(source)
    const worker = openWorker(source)
    try {
      const input = { source, folder: join(dataDir, restoreId) }
      const prepared = await worker.run('backup.prepare', input, follow('preview'))
      preparedId = restoreId
      return { restoreId, ...prepared }
    } catch (error) {
      throw toFailure(error)
    } finally {
      await worker.close()
    }
  }

  async function exchange(from: string): Promise<void> {
    const to = createFolderName('before-restore', clock.now())
    abort.abort()
    log.info('backup.restore', { from, to })
    await reopen(() => exchangeHistory(dataDir, { from, to }))
  }

  return {
    list,
    create: (isAsked) => inTurn(() => snapshot(isAsked)),
    async export() {
      getChores()
      const name = `ADP Desk ${findDay(clock.now())}.adpdesk-backup`
      const place = await outgoing.choosePlace({ kind: 'file', name })
      return place === undefined ? null : inTurn(() => write(place))
    },
    preview: (source) =>
      inTurn(async () => {
        mkdirSync(dataDir, { recursive: true, mode: 0o700 })
        if (source.type === 'upload') return prepare(incoming.get(source.uploadId).path)
        const file = findBackupFile(dataDir, source.name)
        if (file === undefined || !list().backups.some(({ name }) => name === source.name)) {
          throw new FailureError(createFailure('not-found'))
        }
        return prepare(file)
      }),
    async restore(restoreId) {
      if (restoreId !== preparedId) throw new FailureError(createFailure('not-found'))
      preparedId = undefined
      await exchange(restoreId)
    },
    async takeBack() {
      const setAside = listRestoreFolders(dataDir, 'before-restore').at(-1)
      if (!setAside) throw new FailureError(createFailure('not-found'))
      await exchange(setAside.name)
    },
    cancel: () => abort.abort(),
  }
}

const outcomes: Partial<Record<string, BackupOutcome>> = {
  'no-space': 'no-space',
  'backup-damaged': 'damaged',
}

/** What the system says about a disk is nothing that we did wrong. */
function toFailure(error: unknown): FailureError {
  if (error instanceof FailureError) return error
  const words = String(error)
  if (/ENOSPC|EDQUOT|SQLITE_FULL|disk is full/.test(words)) return new FailureError(createFailure('no-space'))
  if (/malformed|not a database/.test(words)) return new FailureError(createFailure('backup-damaged'))
  const [cause = 'unknown'] = /\b(E[A-Z]{3,}|SQLITE_[A-Z_]+|JobCancelledError)\b/.exec(words) ?? []
  return new FailureError(createFailure('backup-failed', { cause }), { cause: error })
}

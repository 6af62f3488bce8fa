// Owns the exports that run: where each goes, how far it is, and that it can be stopped. What is written is core/export's,
// done by a worker; a PDF is its HTML, printed by the shell.
import { mkdirSync } from 'node:fs'
import { readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { CheckedInput } from '#shared/contract/contract.ts'
import type { Delivery } from '#shared/delivery.ts'
import type { ExportProgress, ExportState, WrittenFormat } from '#shared/export.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { Clock } from '#core/clock.ts'
import { findFreePath } from '#core/export/destination.ts'
import { orFailure } from '#core/export/output-file.ts'
import { suggestName, type SuggestedName } from '#core/export/suggest-name.ts'
import type { Log } from '#core/log.ts'
import type { Database } from '#core/store/open.ts'
import { JobCancelledError, type HistoryWorker } from '#core/worker/history-worker.ts'
import type { EventHub } from './event-hub.ts'
import type { OutgoingFiles, SavingShell } from './outgoing-files.ts'

type StartInput = CheckedInput<'export.start'>

export interface ExportDesk {
  /** False when the person was asked for a place and wanted none. The export then runs on by itself. */
  start(input: StartInput): Promise<boolean>
  /** No error when it has just ended. */
  cancel(exportId: string): void
  /** Takes one that has ended out of the list. */
  forget(exportId: string): void
  /** Those that run, and those that have ended and were not looked at. */
  list(): ExportState[]
  close(): void
}

export interface ExportDeskOptions {
  readonly db: Database
  readonly clock: Pick<Clock, 'now'>
  readonly hub: EventHub
  readonly log: Log
  readonly worker: HistoryWorker
  readonly outgoing: OutgoingFiles
  /** Undefined where the browser has to print. */
  readonly printPdf: SavingShell['printPdf'] | undefined
  readonly version: string
}

/** A disk writes one file after the other anyway. */
const maxExports = 3

const noProgress: ExportProgress = { conversations: 0, totalConversations: 0, bytes: 0 }

interface Running {
  state: ExportState
  readonly abort: AbortController
}

export function createExportDesk(options: ExportDeskOptions): ExportDesk {
  const { db, clock, hub, log, worker, outgoing, printPdf, version } = options
  const exports = new Map<string, Running>()

  function change(running: Running, changes: Partial<ExportState>): void {
    running.state = { ...running.state, ...changes }
    if (exports.get(running.state.exportId) !== running) return
    hub.publish({ name: 'export.changed', payload: { export: running.state } })
  }

  async function start(input: StartInput): Promise<boolean> {
    const { exportId, format } = input
    if (exports.has(exportId)) throw new FailureError(createFailure('invalid-input', { cause: 'exportId' }))
    const runs = [...exports.values()].filter(({ state }) => state.status === 'running')
    if (runs.length >= maxExports) throw new FailureError(createFailure('too-many-calls'))
    const exportedAt = clock.now()
    const written: WrittenFormat = format === 'pdf' ? 'html' : format
    const suggested = suggestName(db, { ...input, format: written, exportedAt })
    if (format === 'pdf' && printPdf === undefined && suggested.kind === 'folder') {
      throw new FailureError(createFailure('invalid-input', { cause: 'pdf: several' }))
    }
    const place = await choosePlace(suggested, format)
    if (place === undefined) return false
    const running: Running = {
      abort: new AbortController(),
      state: { exportId, format, status: 'running', progress: noProgress, delivery: null, failure: null },
    }
    exports.set(exportId, running)
    change(running, {})
    void run(running, { ...input, exportedAt, written, place, kind: suggested.kind })
    return true
  }

  function choosePlace(
    { kind, stem, extension }: SuggestedName,
    format: string,
  ): Promise<string | undefined> {
    const isPdf = format === 'pdf' && printPdf !== undefined
    return outgoing.choosePlace({
      kind,
      name: kind === 'folder' ? stem : `${stem}.${isPdf ? 'pdf' : extension}`,
    })
  }

  interface Plan extends StartInput {
    readonly exportedAt: number
    readonly written: WrittenFormat
    readonly place: string
    readonly kind: 'file' | 'folder'
  }

  async function run(running: Running, plan: Plan): Promise<void> {
    try {
      const delivery = await (plan.format === 'pdf' && printPdf !== undefined
        ? writePdf(running, plan, printPdf)
        : write(running, plan, plan.place).then(() => deliver(running, plan)))
      change(running, { status: 'done', delivery })
    } catch (error) {
      // In a browser the place is a folder of ours.
      if (printPdf === undefined) outgoing.release(dirname(plan.place))
      if (error instanceof JobCancelledError || running.abort.signal.aborted)
        change(running, { status: 'cancelled' })
      else change(running, { status: 'failed', failure: describe(error) })
    }
  }

  async function write(running: Running, plan: Plan, path: string): Promise<void> {
    const { scope, written: format, contents, language, exportedAt } = plan
    const request = { scope, format, contents, language, exportedAt, version, path }
    const outcome = await worker.run('history.export', request, {
      signal: running.abort.signal,
      onProgress: (progress) => change(running, { progress }),
    })
    const { conversations, bytes } = outcome
    change(running, { progress: { conversations, totalConversations: conversations, bytes } })
  }

  /** A browser can fetch one file: what consists of several becomes an archive. */
  async function deliver(running: Running, { format, place, kind }: Plan): Promise<Delivery> {
    if (printPdf !== undefined) return outgoing.deliver(place)
    if (format === 'pdf') return outgoing.deliver(place, 'print')
    const room = dirname(place)
    const isAlone = kind === 'file' && (await readdir(room)).length === 1
    if (isAlone) return outgoing.deliver(place)
    const archiveRoom = outgoing.makeRoom()
    try {
      const path = join(archiveRoom, `${basename(place).replace(/\.\w+$/, '')}.zip`)
      const signal = running.abort.signal
      await worker.run('folder.zip', { folder: kind === 'folder' ? place : room, path }, { signal })
      outgoing.release(room)
      return outgoing.deliver(path)
    } catch (error) {
      outgoing.release(archiveRoom)
      outgoing.release(room)
      throw error
    }
  }

  async function writePdf(running: Running, plan: Plan, print: SavingShell['printPdf']): Promise<Delivery> {
    const room = outgoing.makeRoom()
    try {
      const source = join(room, plan.kind === 'file' ? 'print.html' : 'print')
      await write(running, plan, source)
      const part = findFreePath(`${plan.place}.part`)
      try {
        if (plan.kind === 'file') await printFile(source, part, print)
        else await printFolder(running, source, part, print)
        running.abort.signal.throwIfAborted()
        await orFailure(() => rename(part, plan.place))
      } catch (error) {
        await rm(part, { recursive: true, force: true })
        throw error
      }
      return outgoing.deliver(plan.place)
    } finally {
      outgoing.release(room)
    }
  }

  async function printFile(source: string, path: string, print: SavingShell['printPdf']): Promise<void> {
    const pdf = await print(source)
    await orFailure(() => writeFile(path, pdf, { mode: 0o600, flag: 'wx' }))
  }

  async function printFolder(
    running: Running,
    source: string,
    folder: string,
    print: SavingShell['printPdf'],
  ): Promise<void> {
    mkdirSync(folder, { mode: 0o700 })
    for (const name of await readdir(source)) {
      running.abort.signal.throwIfAborted()
      // What leads to the others would lead to HTML.
      if (name === 'index.html' || !name.endsWith('.html')) continue
      await printFile(join(source, name), join(folder, name.replace(/html$/, 'pdf')), print)
    }
  }

  function describe(error: unknown): ReturnType<typeof createFailure> {
    if (error instanceof FailureError) return error.failure
    log.error('export.failed', { cause: error instanceof Error ? error.message : 'unknown' })
    return createFailure('unexpected')
  }

  return {
    start,
    cancel: (exportId) => exports.get(exportId)?.abort.abort(),
    forget(exportId) {
      if (exports.get(exportId)?.state.status !== 'running') exports.delete(exportId)
    },
    list: () => [...exports.values()].map(({ state }) => state),
    close() {
      for (const { abort } of exports.values()) abort.abort()
    },
  }
}

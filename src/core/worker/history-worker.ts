// Owns the engine's side of the work that is done beside it: a job is asked for by its name and comes back as a promise.
// In the program the work is done by a thread (thread.ts) with a connection of its own; tests with a history in memory
// have it done on that.
import { Worker } from 'node:worker_threads'
import { FailureError } from '#shared/failure.ts'
import type { Database } from '#core/store/open.ts'
import type { WorkerReply, WorkerRequest } from './job-messages.ts'
import { createJobRunner } from './job-runner.ts'
import type { JobInput, JobName, JobOutput, JobProgress } from './jobs.ts'

/** A job ended because its signal was aborted or its worker closed. */
export class JobCancelledError extends Error {
  override readonly name = 'JobCancelledError'
}

export interface RunOptions<Name extends JobName> {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: JobProgress<Name>) => void) | undefined
}

export interface HistoryWorker {
  /**
   * Throws FailureError for what a person is told, JobCancelledError when the signal was aborted, and an Error when the
   * job itself is broken. Jobs run side by side where they let each other in; they end in any order.
   */
  run<Name extends JobName>(
    name: Name,
    input: JobInput<Name>,
    options?: RunOptions<Name>,
  ): Promise<JobOutput<Name>>
  /** Cancels what runs. Nothing reads the history when it has resolved. */
  close(): Promise<void>
}

interface Waiting {
  readonly onProgress: ((progress: never) => void) | undefined
  readonly resolve: (output: never) => void
  readonly reject: (error: unknown) => void
}

/** What can do the jobs: takes requests, and answers by `onReply`. */
interface Workshop {
  send(request: WorkerRequest): void
  close(): Promise<void>
}

type OpenWorkshop = (onReply: (reply: WorkerReply) => void, onBroken: (error: Error) => void) => Workshop

export interface ThreadWorkerOptions {
  /** What the thread runs: thread.ts, or what it was built to. */
  readonly workerFile: string
  readonly historyFile: string
  readonly dataDir: string
}

/** The thread starts with the first job, and anew with the next one when it broke. */
export function createThreadWorker({ workerFile, ...workerData }: ThreadWorkerOptions): HistoryWorker {
  return createWorker((onReply, onBroken) => {
    const thread = new Worker(workerFile, { workerData })
    // An idle thread keeps no program from ending.
    thread.unref()
    thread.on('message', onReply)
    thread.on('error', onBroken)
    thread.on('exit', () => onBroken(new Error('The worker has ended.')))
    return {
      send: (request) => thread.postMessage(request),
      close: async () => void (await thread.terminate()),
    }
  })
}

/** Does the jobs on this connection, between the steps of the engine. */
export function createInlineWorker(history: Database, dataDir: string): HistoryWorker {
  return createWorker((onReply) => {
    const take = createJobRunner({ openHistory: () => history, dataDir, reply: onReply })
    return { send: take, close: () => Promise.resolve() }
  })
}

function createWorker(openWorkshop: OpenWorkshop): HistoryWorker {
  const waiting = new Map<number, Waiting>()
  let workshop: Workshop | undefined
  let lastId = 0
  let isClosed = false

  function endAll(error: Error): void {
    workshop = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  function onReply(reply: WorkerReply): void {
    const job = waiting.get(reply.id)
    if (!job) return
    // Replies carry what the job of this id gives; whoever asked knows its type.
    if (reply.type === 'progress') return job.onProgress?.(reply.progress as never)
    waiting.delete(reply.id)
    if (reply.type === 'done') job.resolve(reply.output as never)
    else if (reply.type === 'failed') job.reject(new FailureError(reply.failure))
    else if (reply.type === 'cancelled') job.reject(new JobCancelledError())
    else job.reject(new Error(reply.reason))
  }

  return {
    run(name, input, { signal, onProgress } = {}) {
      return new Promise((resolve, reject) => {
        if (isClosed || signal?.aborted) return reject(new JobCancelledError())
        const id = ++lastId
        waiting.set(id, { onProgress, resolve, reject })
        workshop ??= openWorkshop(onReply, endAll)
        const target = workshop
        target.send({ type: 'run', id, name, input })
        signal?.addEventListener('abort', () => target.send({ type: 'cancel', id }), { once: true })
      })
    },
    async close() {
      isClosed = true
      const closing = workshop
      endAll(new JobCancelledError())
      await closing?.close()
    },
  }
}

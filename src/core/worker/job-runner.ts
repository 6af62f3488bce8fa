// Owns the running of jobs on one connection, several at the same time as far as they let each other in. Where it runs,
// beside the engine or in a thread, is history-worker.ts's matter.
import { FailureError } from '#shared/failure.ts'
import type { Database } from '#core/store/open.ts'
import type { Job } from './job.ts'
import type { WorkerReply, WorkerRequest } from './job-messages.ts'
import { jobs } from './jobs.ts'

export interface JobRunnerOptions {
  /** Asked for the first time by a job that reads it: one that cannot be opened fails those jobs and no others. */
  readonly openHistory: () => Database
  readonly dataDir: string
  readonly reply: (reply: WorkerReply) => void
}

/** Takes requests. Every `run` is replied to exactly once with its end. */
export function createJobRunner({
  openHistory,
  dataDir,
  reply,
}: JobRunnerOptions): (request: WorkerRequest) => void {
  const running = new Map<number, AbortController>()
  let opened: Database | undefined

  async function run(id: number, name: string, input: unknown): Promise<void> {
    const abort = new AbortController()
    running.set(id, abort)
    // The engine's side is typed by the name: what arrives is the input of this job.
    const job = (jobs as Record<string, unknown>)[name] as Job<unknown, unknown, unknown>
    try {
      const output = await job(
        {
          get history() {
            opened ??= openHistory()
            return opened
          },
          dataDir,
          signal: abort.signal,
          report: (progress) => reply({ type: 'progress', id, progress }),
          breathe: () => new Promise((resolve) => setImmediate(resolve)),
        },
        input,
      )
      reply(abort.signal.aborted ? { type: 'cancelled', id } : { type: 'done', id, output })
    } catch (error) {
      reply(describeEnd(id, error, abort.signal))
    } finally {
      running.delete(id)
    }
  }

  return (request) => {
    if (request.type === 'run') void run(request.id, request.name, request.input)
    else running.get(request.id)?.abort()
  }
}

function describeEnd(id: number, error: unknown, signal: AbortSignal): WorkerReply {
  if (signal.aborted) return { type: 'cancelled', id }
  if (error instanceof FailureError) return { type: 'failed', id, failure: error.failure }
  return {
    type: 'broken',
    id,
    reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }
}

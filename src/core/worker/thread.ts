// The entry of a worker thread, built to out/main/history-worker.js: jobs on a read-only connection of its own.
import { parentPort, workerData } from 'node:worker_threads'
import { openReader } from '#core/store/connection.ts'
import { createJobRunner } from './job-runner.ts'
import type { ThreadWorkerOptions } from './history-worker.ts'

// Given by history-worker.ts and nobody else.
const { historyFile, dataDir } = workerData as Omit<ThreadWorkerOptions, 'workerFile'>
const port = parentPort
if (port) {
  const take = createJobRunner({
    openHistory: () => openReader(historyFile),
    dataDir,
    reply: (reply) => port.postMessage(reply),
  })
  port.on('message', take)
}

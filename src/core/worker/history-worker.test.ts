import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openMemoryStore } from '#core/store/open.ts'
import { createFolder, openGoodStore } from '#core/store/test-store.ts'
import {
  createInlineWorker,
  createThreadWorker,
  JobCancelledError,
  type HistoryWorker,
} from './history-worker.ts'

const workerFile = fileURLToPath(new URL('./thread.ts', import.meta.url))

function openThread(): HistoryWorker {
  const dataDir = createFolder()
  const historyFile = join(dataDir, 'history.db')
  openGoodStore(historyFile)
  const worker = createThreadWorker({ workerFile, historyFile, dataDir })
  onTestFinished(() => worker.close())
  return worker
}

describe.each([
  ['a thread', openThread],
  ['the same connection', () => createInlineWorker(openMemoryStore(), '/data')],
])('work done by %s', (_where, open) => {
  it('comes back to whoever asked for it', async () => {
    const worker = open()
    expect(
      await Promise.all([worker.run('history.check', 'quick'), worker.run('history.check', 'full')]),
    ).toEqual([[], []])
  })

  it('searches while the index is made, and after', async () => {
    const worker = open()
    const query = { text: '服务', filters: {}, limit: 10 }
    const [, during] = await Promise.all([worker.run('search.build', null), worker.run('search.find', query)])
    const after = await worker.run('search.find', query)
    expect([during.hits, after]).toEqual([[], { hits: [], next: null, isComplete: true }])
  })

  it('is not begun when it is not wanted any more', async () => {
    const worker = open()
    await expect(worker.run('history.check', 'quick', { signal: AbortSignal.abort() })).rejects.toThrow(
      JobCancelledError,
    )
  })

  it('is cancelled when its worker is closed, and later work as well', async () => {
    const worker = open()
    const running = worker.run('history.check', 'full')
    await Promise.all([expect(running).rejects.toThrow(JobCancelledError), worker.close()])
    await expect(worker.run('history.check', 'quick')).rejects.toThrow(JobCancelledError)
  })
})

it('a thread that cannot open the history fails the job and no more', async () => {
  const dataDir = createFolder()
  const worker = createThreadWorker({ workerFile, historyFile: join(dataDir, 'none.db'), dataDir })
  await expect(worker.run('history.check', 'quick')).rejects.toThrow('unable to open')
  await worker.close()
})

// Measures how long the engine's thread, which answers every page, stands still at most while the index of a million messages
// is built, searches follow each other, and everything is exported. Limit: what a page would not notice, 20 ms.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { createStartOptions } from '#core/engine/test-start-options.ts'
import { startEngine } from '#core/engine/start-engine.ts'
import { copyHistory, largeHistory } from '../history/large-history.ts'
import { createRow, type Row } from '../row.ts'

const measuredMs = 20_000
const maxPauseMs = 20
const searched = ['的', '营业', 'server', '退款政策', 'erve', '=>']

export async function measureEnginePauses(): Promise<Row[]> {
  const { dataDir, remove } = copyHistory(largeHistory)
  const engine = await startEngine({ ...createStartOptions(dataDir), openDemo: false })
  const exportId = crypto.randomUUID()
  // What was started has begun: from here on the engine does nothing but hand over.
  await delay(2000)
  const pauses = monitorEventLoopDelay({ resolution: 1 })
  pauses.enable()
  await engine.handlers['export.start']({
    exportId,
    scope: { type: 'all' },
    format: 'text',
    contents: { hasThoughts: true, hasSteps: true, hasReferences: true, hasFiles: true },
    language: 'en',
  })
  const endsAt = performance.now() + measuredMs
  for (let turn = 0; performance.now() < endsAt; turn += 1) {
    const text = searched[turn % searched.length] ?? ''
    await engine.handlers['search.find']({ searchId: crypto.randomUUID(), text, filters: {}, limit: 50 })
  }
  pauses.disable()
  await engine.handlers['export.cancel']({ exportId })
  await engine.close()
  remove()
  const toMs = (nanoseconds: number): number => nanoseconds / 1_000_000
  return [
    createRow('engine while searching and exporting: longest pause', 'ms', {
      ours: toMs(pauses.max),
      limit: maxPauseMs,
    }),
    createRow('engine while searching and exporting: pauses, p99.9', 'ms', {
      ours: toMs(pauses.percentile(99.9)),
      limit: maxPauseMs,
    }),
  ]
}

// The process of one contender: contender.ts NAME TASK, the task as JSON. Measures it while it does the task, and tells its
// parent the figures.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { contenders } from './contenders.ts'
import type { ContenderName, LoadFigures, LoadTask } from './task.ts'

// Safe: start-process.ts passes nothing else.
const name = process.argv[2] as ContenderName
const task = JSON.parse(process.argv[3] ?? '') as LoadTask

const resolutionMs = 1
const delays = monitorEventLoopDelay({ resolution: resolutionMs })
let received = 0
let began: { readonly at: number; readonly cpu: NodeJS.CpuUsage; readonly received: number } | undefined
let figures: LoadFigures | undefined

function onPieces(count: number): void {
  received += count
  if (!began && received >= task.measuredFrom) {
    delays.enable()
    began = { at: performance.now(), cpu: process.cpuUsage(), received }
  } else if (began && !figures && received >= task.measuredTo) {
    const { user, system } = process.cpuUsage(began.cpu)
    const pieces = received - began.received
    delays.disable()
    figures = {
      piecesPerSecond: (pieces * 1000) / (performance.now() - began.at),
      cpuPerPiece: (user + system) / pieces,
      // The histogram counts from one timer to the next.
      loopDelayP99Ms: Math.max(0, delays.percentile(99) / 1e6 - resolutionMs),
    }
  }
}

await contenders[name](task, onPieces)
if (received < task.pieces * task.streams || !figures) throw new Error(`Only ${received} pieces came.`)
process.send?.(figures, () => process.exit())

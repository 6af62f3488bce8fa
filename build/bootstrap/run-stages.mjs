// Owns the course of `npm test`: which stage is run after which, and what is said of it.
import { SetupError } from './setup-error.mjs'

/** @import { Stage, StageEnd } from './stages.mjs' */
/** @import { StageResult } from './stage-report.mjs' */

/**
 * Runs the checks, all of them, and the rest when they hold, up to its first failure. When this program is told to stop,
 * nothing more is begun.
 * @param {readonly Stage[]} stages
 * @param {(line: string) => void} say
 * @returns {Promise<StageResult[]>}
 */
export async function runStages(stages, say) {
  /** @type {StageResult[]} */
  const results = []
  let isStopped = false
  for (const { name, isCheck, run } of stages) {
    const hasFailed = results.some(({ exitCode }) => exitCode !== 0)
    if (isStopped || (hasFailed && !isCheck)) {
      results.push({ name, exitCode: undefined, durationMs: 0, counts: undefined })
      continue
    }
    say(`\n== ${name} ==`)
    const startedAt = Date.now()
    const end = await endOf(run, say)
    isStopped = end.wasAskedToStop ?? false
    const durationMs = Date.now() - startedAt
    results.push({
      name,
      exitCode: isStopped ? end.exitCode || 1 : end.exitCode,
      durationMs,
      counts: end.counts,
    })
    say(`${name}: ${end.exitCode === 0 ? 'ok' : 'failed'} after ${(durationMs / 1_000).toFixed(1)} s`)
  }
  return results
}

/**
 * @param {() => Promise<StageEnd>} run
 * @param {(line: string) => void} say
 * @returns {Promise<StageEnd>}
 */
async function endOf(run, say) {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    return { exitCode: 1 }
  }
}

// Owns the closing words of `npm test`: counts read from the runners' own JSON reports, the table of stages, and the last
// line, `N passed, N failed, N skipped`.
import { readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ name: string, exitCode: number | undefined, durationMs: number, counts: Counts | undefined }} StageResult */

/**
 * Counts of Vitest's JSON report. A file that could not be loaded has no failed test, yet it failed.
 * @param {unknown} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } =
    /** The shape is the reporter's. @type {Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numTodoTests', number> & { testResults: { status: string, assertionResults: unknown[] }[] }} */ (
      report
    )
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return {
    passed: numPassedTests,
    failed: numFailedTests + brokenFiles.length,
    skipped: numPendingTests + numTodoTests,
  }
}

/**
 * Counts of Playwright's JSON report. Errors outside any test count as failures.
 * @param {unknown} report
 * @returns {Counts}
 */
export function countPlaywright(report) {
  const { stats, errors } =
    /** The shape is the reporter's. @type {{ stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>, errors: unknown[] }} */ (
      report
    )
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }
}

/**
 * Reads a report; undefined when the runner ended before it wrote one.
 * @param {string} path
 * @param {(report: unknown) => Counts} count
 */
export function readCounts(path, count) {
  try {
    return count(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}

/**
 * @param {readonly StageResult[]} results
 * @returns {string[]}
 */
export function formatStages(results) {
  const width = Math.max(...results.map(({ name }) => name.length))
  return results.map(({ name, exitCode, durationMs, counts }) => {
    const outcome = exitCode === undefined ? 'not run' : exitCode === 0 ? 'ok' : 'failed'
    const seconds = exitCode === undefined ? '' : `${(durationMs / 1_000).toFixed(1)} s`
    const line = `  ${name.padEnd(width)}  ${outcome.padEnd(7)}  ${seconds.padStart(8)}`
    return (counts === undefined ? line : `${line}  ${formatCounts(counts)}`).trimEnd()
  })
}

/**
 * Adds up all runners. A stage that failed without a failed test counts as one failure, so that the sum never looks like
 * success.
 * @param {readonly StageResult[]} results
 * @returns {Counts}
 */
export function sumCounts(results) {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const { exitCode, counts } of results) {
    sum.passed += counts?.passed ?? 0
    sum.skipped += counts?.skipped ?? 0
    const failed = counts?.failed ?? 0
    sum.failed += failed === 0 && exitCode !== undefined && exitCode !== 0 ? 1 : failed
  }
  return sum
}

/** @param {Counts} counts */
export function formatCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

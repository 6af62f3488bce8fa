import { describe, expect, it } from 'vitest'
import {
  countPlaywright,
  countVitest,
  formatStages,
  readCounts,
  sumCounts,
  type StageResult,
} from './stage-report.mjs'

describe('countVitest', () => {
  it('counts a file that could not be loaded as a failure', () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [{}] },
        { status: 'failed', assertionResults: [] },
        { status: 'passed', assertionResults: [{}] },
      ],
    }
    expect(countVitest(report)).toEqual({ passed: 7, failed: 2, skipped: 3 })
  })
})

describe('countPlaywright', () => {
  it('counts errors outside any test as failures', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 4 }, errors: [{}] }
    expect(countPlaywright(report)).toEqual({ passed: 6, failed: 2, skipped: 4 })
  })
})

describe('readCounts', () => {
  it('knows no counts when the runner wrote no report', () => {
    expect(readCounts('/nowhere/report.json', countVitest)).toEqual(undefined)
  })
})

const results: StageResult[] = [
  { name: 'lint', exitCode: 0, durationMs: 1_240, counts: undefined },
  { name: 'types', exitCode: 2, durationMs: 900, counts: undefined },
  { name: 'unit', exitCode: 1, durationMs: 61_000, counts: { passed: 10, failed: 3, skipped: 1 } },
  { name: 'end-to-end', exitCode: undefined, durationMs: 0, counts: undefined },
]

describe('sumCounts', () => {
  it('adds up the runners and counts a stage without counts that failed as one failure', () => {
    expect(sumCounts(results)).toEqual({ passed: 10, failed: 4, skipped: 1 })
  })
})

describe('formatStages', () => {
  it('shows each stage with its outcome, time and counts', () => {
    expect(formatStages(results)).toEqual([
      '  lint        ok          1.2 s',
      '  types       failed      0.9 s',
      '  unit        failed     61.0 s  10 passed, 3 failed, 1 skipped',
      '  end-to-end  not run',
    ])
  })
})

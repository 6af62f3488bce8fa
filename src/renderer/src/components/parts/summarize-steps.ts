// Owns what is said of many steps in one line.
import type { StepNode } from './part-groups.ts'

/** More than these are folded into one line. */
export const maxPlainSteps = 8

export interface StepSummary {
  /** Those inside of others included. */
  readonly count: number
  /** Of the outer steps: those inside of them ran during that time. 0 when the service has measured none. */
  readonly durationMs: number
  readonly isRunning: boolean
}

export function summarizeSteps(steps: readonly StepNode[]): StepSummary {
  const inner = steps.map((node) => summarizeSteps(node.inner))
  return {
    count: inner.reduce((sum, { count }) => sum + count, steps.length),
    durationMs: steps.reduce((sum, { step }, at) => sum + (step.durationMs ?? inner[at]?.durationMs ?? 0), 0),
    isRunning:
      steps.some(({ step }) => step.status === 'running') || inner.some(({ isRunning }) => isRunning),
  }
}

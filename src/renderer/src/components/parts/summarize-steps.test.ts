import { expect, it } from 'vitest'
import type { PartOf } from '#shared/part.ts'
import type { StepNode } from './part-groups.ts'
import { summarizeSteps } from './summarize-steps.ts'

function node(key: string, facts: Partial<PartOf<'step'>>, inner: readonly StepNode[] = []): StepNode {
  return {
    step: { type: 'step', key, kind: 'tool', name: key, title: key, status: 'complete', ...facts },
    inner,
  }
}

it('steps inside of others are counted, but their time only where the outer one has none', () => {
  const steps = [
    node('a', { durationMs: 4000 }, [node('b', { durationMs: 3000 }), node('c', { status: 'running' })]),
    node('d', {}, [node('e', { durationMs: 500 })]),
    node('f', { durationMs: 250 }),
  ]
  expect(summarizeSteps(steps)).toEqual({ count: 6, durationMs: 4750, isRunning: true })
})

// Owns the steps of one attempt of a connection test: at most one of them runs, and what it has found is kept without secrets.
import type { Failure } from '#shared/failure.ts'
import type { TestFact, TestFactName, TestStep, TestStepName } from '#shared/connection-test.ts'
import type { Clock } from '../clock.ts'
import { hideSecrets, hideSecretsOfFailure } from './hide-secrets.ts'

/** What a step has found; what is undefined was not to be had. */
export type Facts = Readonly<Partial<Record<TestFactName, string | undefined>>>

export interface StepListOptions {
  readonly names: readonly TestStepName[]
  readonly clock: Clock
  /** Blanked out of everything; asked each time, because tokens come up on the way. */
  readonly listSecrets: () => readonly string[]
  readonly onChange: (steps: readonly TestStep[]) => void
}

export interface StepList {
  readonly steps: readonly TestStep[]
  /** The step that runs. */
  readonly current: TestStepName | undefined
  begin(name: TestStepName): void
  /** The running step has done what it should. Without a running step nothing happens, as in the two below. */
  pass(facts?: Facts): void
  fail(failure: Failure, facts?: Facts): void
  /** Neither the running step nor those that wait are to be done any more. */
  skipRest(): void
  /** A step that has no meaning here. */
  skip(name: TestStepName): void
}

const maxFactLength = 300

export function createStepList({ names, clock, listSecrets, onChange }: StepListOptions): StepList {
  let steps: readonly TestStep[] = names.map((name) => ({
    name,
    status: 'waiting',
    durationMs: null,
    facts: [],
    failure: null,
  }))
  let running: { readonly name: TestStepName; readonly beganAt: number } | undefined

  function change(name: TestStepName, changes: Partial<TestStep>): void {
    steps = steps.map((step) => (step.name === name ? { ...step, ...changes } : step))
  }

  function end(changes: Pick<TestStep, 'status'> & Partial<TestStep>, facts: Facts): void {
    if (running === undefined) return
    const durationMs = Math.round(clock.elapsed() - running.beganAt)
    change(running.name, { durationMs, facts: readFacts(facts), ...changes })
    running = undefined
  }

  function readFacts(facts: Facts): TestFact[] {
    return Object.entries(facts).flatMap(([name, value]) =>
      // Safe: only names of facts are keys of facts.
      value ? [{ name: name as TestFactName, value: hide(value) }] : [],
    )
  }

  function hide(text: string): string {
    return hideSecrets(text, listSecrets()).slice(0, maxFactLength)
  }

  function skipWaiting(): void {
    for (const { name, status } of steps) if (status === 'waiting') change(name, { status: 'skipped' })
  }

  return {
    get steps() {
      return steps
    },
    get current() {
      return running?.name
    },
    begin(name) {
      running = { name, beganAt: clock.elapsed() }
      change(name, { status: 'running' })
      onChange(steps)
    },
    pass(facts = {}) {
      end({ status: 'passed' }, facts)
      onChange(steps)
    },
    fail(failure, facts = {}) {
      end({ status: 'failed', failure: hideSecretsOfFailure(failure, listSecrets()) }, facts)
      skipWaiting()
      onChange(steps)
    },
    skip(name) {
      change(name, { status: 'skipped' })
    },
    skipRest() {
      end({ status: 'skipped', durationMs: null }, {})
      skipWaiting()
      onChange(steps)
    },
  }
}

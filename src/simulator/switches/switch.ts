// Owns what a switch is: a name under which the steps of any scenario are played otherwise. They are listed in
// switch-list.ts; `/with` in scenario-list.ts plays them.
import type { Scope, Step } from '../scenario.ts'

export interface Switch extends Scope {
  readonly name: string
  readonly summary: string
  apply(steps: Iterable<Step>): Iterable<Step>
}

/** Plays these steps before all others. */
export function withFirst(name: string, summary: string, first: readonly Step[], scope: Scope = {}): Switch {
  return {
    ...scope,
    name,
    summary,
    *apply(steps) {
      yield* first
      yield* steps
    },
  }
}

/** Plays these steps in the middle: after the first text, or not at all where there is none. */
export function withMiddle(
  name: string,
  summary: string,
  middle: readonly Step[],
  scope: Scope = {},
): Switch {
  return {
    ...scope,
    name,
    summary,
    *apply(steps) {
      let isDone = false
      for (const step of steps) {
        yield step
        if (isDone || step.type !== 'text') continue
        isDone = true
        yield* middle
      }
    },
  }
}

// Owns the gate between a page and the engine: an unknown name, an input that does not fit its schema, or too many
// calls never reach a handler; whatever a handler throws comes out as a Failure, never as a stack.
// Who the page is, the shells check before: main/ipc-host.ts the sender, server/bridge-host.ts session and origin.
import { createFailure, FailureError, type Failure } from '../failure.ts'
import type { Reply } from './bridge.ts'
import { calls, type CallName, type CallOutput, type CheckedInput } from './contract.ts'

/** One function a call. A missing one does not compile. */
export type Handlers = {
  readonly [Name in CallName]: (input: CheckedInput<Name>) => Promise<CallOutput<Name>> | CallOutput<Name>
}

export type Dispatch = (name: unknown, input: unknown) => Promise<Reply>

export interface DispatchOptions {
  readonly handlers: Handlers
  /** Milliseconds; only differences count. */
  readonly now: () => number
  /** Told of what a handler threw that is no Failure: a mistake in this program. */
  readonly onUnexpected: (name: CallName, error: unknown) => void
}

/** Calls a page may make at once, and how fast the allowance grows back. Far above what hands can do. */
const burst = 200
const perSecond = 100

/** Makes the gate for one page. Replies come in the order in which handlers finish. */
export function createDispatch({ handlers, now, onUnexpected }: DispatchOptions): Dispatch {
  let allowance = burst
  let countedAt = now()

  function isTooFast(): boolean {
    const at = now()
    allowance = Math.min(burst, allowance + (Math.max(0, at - countedAt) / 1000) * perSecond)
    countedAt = at
    if (allowance < 1) return true
    allowance -= 1
    return false
  }

  return async (name, input) => {
    if (isTooFast()) return refuse(createFailure('too-many-calls'))
    if (!isCallName(name)) return refuse(createFailure('invalid-input', { cause: 'unknown call' }))
    const parsed = calls[name].input.safeParse(input)
    if (!parsed.success)
      return refuse(createFailure('invalid-input', { cause: describeIssue(parsed.error.issues) }))
    try {
      // The schema of `name` has just produced the input of the handler of `name`; the compiler cannot follow that.
      const handler = handlers[name] as (input: unknown) => unknown
      return { ok: true, value: await handler(parsed.data) }
    } catch (error) {
      if (error instanceof FailureError) return refuse(error.failure)
      onUnexpected(name, error)
      return refuse(createFailure('unexpected'))
    }
  }
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name)
}

function refuse(failure: Failure): Reply {
  return { ok: false, failure }
}

/** Where the first mistake is, without the value: an input may hold a secret. */
function describeIssue(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly code?: string }[],
): string {
  const [issue] = issues
  if (!issue) return 'input'
  return `${issue.path.map(String).join('.') || 'input'}: ${issue.code ?? 'invalid'}`.slice(0, 200)
}

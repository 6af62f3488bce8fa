// Owns what an action of a card asks for: a question to the application, a link, or a file; and what is filled in on its way
// into it. Pure. Nothing of it happens without a click.
import type { NodeAction } from './widget-node.ts'

export type ActionEffect =
  /** `words` name the question for who reads it. */
  | { readonly type: 'ask'; readonly words: string; readonly payload: string }
  /** Shown as a link, opened by another click. */
  | { readonly type: 'link'; readonly address: string }
  | { readonly type: 'download'; readonly address: string; readonly name: string }

/** Fields by their names; a field of which several may be chosen has a list. */
export type FieldValues = ReadonlyMap<string, string | boolean>

/** Members of a payload that hold the words of sys.chat. */
const wordMembers = ['text', 'content', 'message', 'query', 'prompt'] as const

/** `label`: of the button. */
export function readAction(action: NodeAction, label: string, values: FieldValues): ActionEffect {
  const { type, payload = {} } = action
  const address = textOf(payload['url'])
  if (type === 'sys.go_to_url') return { type: 'link', address }
  if (type === 'sys.download')
    return { type: 'download', address, name: textOf(payload['filename'] ?? payload['name']) }
  const said = wordMembers.map((member) => textOf(payload[member])).find((text) => text.trim() !== '')
  const filledIn = [...values.values()].filter((value): value is string => typeof value === 'string')
  const summary = filledIn.filter((text) => text.trim() !== '').join(', ')
  const named = summary === '' ? label : [label, summary].filter((text) => text !== '').join(': ')
  return {
    type: 'ask',
    words: (said ?? named).trim() || type,
    payload: JSON.stringify(withValues(payload, values)),
  }
}

/** A dot in a name leads into an object, as ChatKit has it. */
function withValues(payload: Readonly<Record<string, unknown>>, values: FieldValues): unknown {
  const result = structuredCloneOf(payload)
  for (const [name, value] of values) {
    const steps = name.split('.')
    const last = steps.pop() ?? name
    let at = result
    for (const step of steps) {
      const inner = at.get(step)
      const next = inner instanceof Map ? (inner as Members) : new Map<string, unknown>()
      at.set(step, next)
      at = next
    }
    at.set(last, value)
  }
  return toPlain(result)
}

/** Names such as `__proto__` are nothing special in it. */
type Members = Map<string, unknown>

function structuredCloneOf(value: Readonly<Record<string, unknown>>): Members {
  return new Map(
    Object.entries(value).map(([name, member]) => [
      name,
      isMembers(member) ? structuredCloneOf(member) : member,
    ]),
  )
}

function toPlain(members: Members): object {
  return Object.fromEntries(
    [...members].map(([name, member]) => [name, member instanceof Map ? toPlain(member as Members) : member]),
  )
}

function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

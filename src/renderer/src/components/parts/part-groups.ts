// Owns how the parts of an answer stand together: steps that follow one another are one list, and a step that runs inside of
// another stands under that one, wherever it was told.
import type { Part, PartOf } from '#shared/part.ts'

export interface StepNode {
  readonly step: PartOf<'step'>
  readonly inner: readonly StepNode[]
}

export type PartGroup =
  | { readonly type: 'steps'; readonly key: string; readonly steps: readonly StepNode[] }
  | { readonly type: 'single'; readonly key: string; readonly part: Exclude<Part, PartOf<'step'>> }

/** Steps deeper than this stand beside one another: there is no room for more, and no end to what a service may say. */
const deepest = 4

interface GrowingNode extends StepNode {
  readonly inner: GrowingNode[]
}

export function groupParts(parts: readonly Part[]): readonly PartGroup[] {
  const nodes = new Map<string, GrowingNode>()
  for (const part of parts) if (part.type === 'step') nodes.set(part.key, { step: part, inner: [] })

  const groups: PartGroup[] = []
  for (const part of parts) {
    const last = groups.at(-1)
    const node = nodes.get(part.key)
    const host = node && findHost(node, nodes)
    if (part.type !== 'step') groups.push({ type: 'single', key: part.key, part })
    else if (!node) continue
    else if (host) host.inner.push(node)
    else if (last?.type === 'steps') groups[groups.length - 1] = { ...last, steps: [...last.steps, node] }
    else groups.push({ type: 'steps', key: part.key, steps: [node] })
  }
  return groups
}

/** The same groups, each of them the one that was there before where nothing in it has changed: that is not drawn again. */
export function keepGroups(before: readonly PartGroup[], groups: readonly PartGroup[]): readonly PartGroup[] {
  const known = new Map(before.map((group) => [group.key, group]))
  return groups.map((group) => {
    const old = known.get(group.key)
    return old !== undefined && isSameGroup(old, group) ? old : group
  })
}

function isSameGroup(left: PartGroup, right: PartGroup): boolean {
  if (left.type === 'steps') return right.type === 'steps' && areSameSteps(left.steps, right.steps)
  return right.type === 'single' && left.part === right.part
}

function areSameSteps(left: readonly StepNode[], right: readonly StepNode[]): boolean {
  return (
    left.length === right.length &&
    left.every((node, at) => {
      const other = right[at]
      return other !== undefined && node.step === other.step && areSameSteps(node.inner, other.inner)
    })
  )
}

/** The step that another one stands under; undefined for one that stands for itself, or runs inside of itself. */
function findHost(node: StepNode, nodes: ReadonlyMap<string, GrowingNode>): GrowingNode | undefined {
  /** From the parent up to a step that stands for itself. */
  const ancestors = new Set<GrowingNode>()
  let at = findParent(node, nodes)
  while (at) {
    if (at === node || ancestors.has(at)) return undefined
    ancestors.add(at)
    at = findParent(at, nodes)
  }
  return [...ancestors].at(-Math.min(ancestors.size, deepest))
}

function findParent({ step }: StepNode, nodes: ReadonlyMap<string, GrowingNode>): GrowingNode | undefined {
  return step.parent === undefined ? undefined : nodes.get(step.parent)
}

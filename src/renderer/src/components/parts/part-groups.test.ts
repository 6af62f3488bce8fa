import { describe, expect, it } from 'vitest'
import type { Part, PartOf } from '#shared/part.ts'
import { groupParts, keepGroups, type StepNode } from './part-groups.ts'

function step(key: string, parent?: string): PartOf<'step'> {
  return {
    type: 'step',
    key,
    kind: 'tool',
    name: key,
    title: key,
    status: 'complete',
    ...(parent === undefined ? {} : { parent }),
  }
}
const notice = (key: string): PartOf<'notice'> => ({ type: 'notice', key, text: key })

/** A list of steps is `[a b(c)]` with those inside in brackets, any other part its key. */
function outline(parts: readonly Part[]): string {
  const outlineSteps = (steps: readonly StepNode[]): string =>
    steps
      .map(({ step, inner }) => (inner.length > 0 ? `${step.key}(${outlineSteps(inner)})` : step.key))
      .join(' ')
  return groupParts(parts)
    .map((group) => (group.type === 'steps' ? `[${outlineSteps(group.steps)}]` : group.key))
    .join(' ')
}

describe('groupParts', () => {
  it('puts steps that follow one another into one list and keeps the order', () => {
    expect(groupParts([step('a'), step('b'), notice('c'), step('d')])).toEqual([
      {
        type: 'steps',
        key: 'a',
        steps: [
          { step: step('a'), inner: [] },
          { step: step('b'), inner: [] },
        ],
      },
      { type: 'single', key: 'c', part: notice('c') },
      { type: 'steps', key: 'd', steps: [{ step: step('d'), inner: [] }] },
    ])
  })

  it.each<[string, Part[], string]>([
    [
      'puts a step under the one it runs inside of, though other steps came in between',
      [step('a'), step('b'), step('c', 'a'), step('d', 'b'), step('e', 'a')],
      '[a(c e) b(d)]',
    ],
    [
      'puts a step under the one it runs inside of, though something else came in between',
      [step('a'), notice('n'), step('b', 'a'), step('c')],
      '[a(b)] n [c]',
    ],
    [
      'waits for nobody: a step may be told before the one it runs inside of',
      [step('b', 'a'), step('a')],
      '[a(b)]',
    ],
    ['leaves a step alone whose parent is not there', [step('a', 'gone'), step('b')], '[a b]'],
    [
      'leaves steps alone that run inside of themselves',
      [step('a', 'a'), step('b', 'c'), step('c', 'b'), step('d', 'c')],
      '[a b c d]',
    ],
    [
      'goes four steps deep and no deeper',
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key, at, keys) => step(key, keys[at - 1])),
      '[a(b(c(d(e f g))))]',
    ],
  ])('%s', (_title, parts, expected) => {
    expect(outline(parts)).toBe(expected)
  })
})

describe('keepGroups', () => {
  it('gives the groups that were there before, except those in which something has changed', () => {
    const [a, b, inner] = [step('a'), step('b'), step('inner', 'b')]
    const [n, m] = [notice('n'), notice('m')]
    const before = groupParts([a, n, b, inner, m])
    const same = keepGroups(before, groupParts([a, n, b, inner, m]))
    const changed = keepGroups(before, groupParts([a, notice('n'), b, step('inner', 'b'), m, step('new')]))
    expect([
      same.map((group, at) => group === before[at]),
      changed.map((group, at) => group === before[at]),
    ]).toEqual([
      [true, true, true, true],
      [true, false, false, true, false],
    ])
  })
})

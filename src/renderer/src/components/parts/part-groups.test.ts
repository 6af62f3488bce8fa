import { describe, expect, it } from 'vitest'
import type { PartOf } from '#shared/part.ts'
import { groupParts } from './part-groups.ts'

const step = (key: string): PartOf<'step'> => ({
  type: 'step',
  key,
  kind: 'tool',
  name: key,
  title: key,
  status: 'complete',
})
const notice = (key: string): PartOf<'notice'> => ({ type: 'notice', key, text: key })

describe('groupParts', () => {
  it('puts steps that follow one another into one list and keeps the order', () => {
    expect(groupParts([step('a'), step('b'), notice('c'), step('d')])).toEqual([
      { type: 'steps', key: 'a', steps: [step('a'), step('b')] },
      { type: 'single', key: 'c', part: notice('c') },
      { type: 'steps', key: 'd', steps: [step('d')] },
    ])
  })
})

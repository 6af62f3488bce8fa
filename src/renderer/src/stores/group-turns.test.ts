import { describe, expect, it } from 'vitest'
import { messageIdSchema, type MessageId } from '#shared/ids.ts'
import { groupTurns, isSameLayout, listTurn, type Choices } from './group-turns.ts'

function id(name: string): MessageId {
  return messageIdSchema.parse(`00000000-0000-4000-8000-${name.charCodeAt(0).toString(16).padStart(12, '0')}`)
}

/** Capital letters are questions, small ones answers. */
function list(names: string) {
  return [...names].map((name) => ({
    id: id(name),
    role: name === name.toUpperCase() ? ('user' as const) : ('assistant' as const),
  }))
}

function show(
  names: string,
  { chosen = {}, found }: { chosen?: Record<string, string>; found?: string } = {},
) {
  const choices: Choices = {
    chosen: new Map(Object.entries(chosen).map(([question, answer]) => [id(question), id(answer)])),
    found: found === undefined ? null : id(found),
  }
  const { hidden, variants } = groupTurns(list(names), choices)
  return {
    shown: [...names].filter((name) => !hidden.has(id(name))).join(''),
    places: Object.fromEntries(
      [...names].flatMap((name) => {
        const found = variants.get(id(name))
        return found ? [[name, `${found.index + 1} of ${found.ids.length}`]] : []
      }),
    ),
  }
}

describe('answers to one question', () => {
  it('that are alone are shown as they are', () => {
    expect(show('AaBb')).toEqual({ shown: 'AaBb', places: {} })
  })

  it('are shown by the newest', () => {
    expect(show('AabcBd')).toEqual({ shown: 'AcBd', places: { c: '3 of 3' } })
  })

  it('are shown by the one that was chosen', () => {
    expect(show('AabcBd', { chosen: { A: 'a' } })).toEqual({ shown: 'AaBd', places: { a: '1 of 3' } })
  })

  it('are shown by the newest when the chosen one is gone', () => {
    expect(show('Aab', { chosen: { A: 'z' } })).toEqual({ shown: 'Ab', places: { b: '2 of 2' } })
  })

  it('are shown by the one that was found, whatever was chosen', () => {
    expect(show('Aabc', { chosen: { A: 'a' }, found: 'b' })).toEqual({
      shown: 'Ab',
      places: { b: '2 of 3' },
    })
  })

  it('are not counted when their question is further up', () => {
    expect(show('abBc')).toEqual({ shown: 'bBc', places: {} })
  })
})

describe('what belongs to a message', () => {
  it.each([
    ['A', 'Aab'],
    ['a', 'a'],
    ['B', 'Bc'],
    ['z', ''],
  ])('of %s is %s', (name, expected) => {
    expect(listTurn(list('AabBc'), id(name))).toEqual([...expected].map(id))
  })
})

it('a layout is the same until an answer comes, goes, or is leafed to', () => {
  const none: Choices = { chosen: new Map(), found: null }
  const layout = groupTurns(list('Aab'), none)
  expect([
    isSameLayout(layout, groupTurns(list('AabB'), none)),
    isSameLayout(layout, groupTurns(list('Aabc'), none)),
    isSameLayout(layout, groupTurns(list('Aab'), { ...none, found: id('a') })),
  ]).toEqual([true, false, false])
})

import { describe, expect, it } from 'vitest'
import { highlightCode } from './highlight-code.ts'

async function collect(stretches: readonly string[], language: string) {
  const all = []
  for await (const tokens of highlightCode(stretches, language)) all.push(tokens)
  return all
}

describe('code', () => {
  it('has parts of several kinds, and nothing is lost', async () => {
    const tokens = (await collect(['const a = "x" // y\n'], 'ts')).flat()
    expect([
      tokens.map(({ text }) => text).join(''),
      [...new Set(tokens.map(({ kind }) => kind))].filter(Boolean).sort(),
    ]).toEqual(['const a = "x" // y\n', ['comment', 'constant', 'keyword', 'string-expression']])
  })

  it('goes on in the next stretch where it was in the one before', async () => {
    const [, second] = await collect(['/* one\n', 'two */ let b\n'], 'js')
    expect(second?.[0]).toEqual({ text: 'two */', kind: 'comment' })
  })

  it('of an unknown language has no parts', async () => {
    expect(await collect(['x'], 'constructor')).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { createCodeCutter } from './code-stretches.ts'

describe('code that grows', () => {
  it('is all there in its stretches, of forty lines each, wherever it was cut before', () => {
    const code = Array.from({ length: 100 }, (_, line) => `line ${line}\n`).join('')
    const cutCode = createCodeCutter()
    for (let length = 0; length < code.length; length += 7) cutCode(code.slice(0, length))
    const stretches = cutCode(code)
    expect([stretches.join('') === code, stretches.map((stretch) => stretch.split('\n').length - 1)]).toEqual(
      [true, [40, 40, 20]],
    )
  })

  it('is cut anew when what was there has changed', () => {
    const cutCode = createCodeCutter()
    cutCode('a\n'.repeat(50))
    expect(cutCode('b\n'.repeat(41))).toEqual(['b\n'.repeat(40), 'b\n'])
  })
})

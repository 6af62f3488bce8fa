import { describe, expect, it } from 'vitest'
import { createCompositionGuard } from './composition-guard.ts'

const enter = { isComposing: false, keyCode: 13, timeStamp: 5000 }

describe('createCompositionGuard', () => {
  it('leaves an ordinary key to the page', () => {
    expect(createCompositionGuard().ownsKey(enter)).toEqual(false)
  })

  it('keeps keys while a composition runs and keys an input method has taken', () => {
    const guard = createCompositionGuard()
    expect([
      guard.ownsKey({ ...enter, isComposing: true }),
      guard.ownsKey({ ...enter, keyCode: 229 }),
    ]).toEqual([true, true])
  })

  it('keeps the key that WebKit reports right behind the end, even with an earlier time, and no later one', () => {
    const guard = createCompositionGuard()
    guard.onCompositionEnd({ timeStamp: 5000 })
    expect([4998, 5000, 5003, 5600].map((timeStamp) => guard.ownsKey({ ...enter, timeStamp }))).toEqual([
      true,
      true,
      true,
      false,
    ])
  })
})

import { expect, it } from 'vitest'
import { readMoveKey } from './move-row.ts'

it('Alt with an arrow up or down moves a row, and nothing else does', () => {
  const plain = { key: 'ArrowUp', altKey: true, ctrlKey: false, metaKey: false, shiftKey: false }
  const keys = [
    plain,
    { ...plain, key: 'ArrowDown' },
    { ...plain, altKey: false },
    { ...plain, ctrlKey: true },
    { ...plain, shiftKey: true },
    { ...plain, key: 'ArrowLeft' },
  ]
  expect(keys.map(readMoveKey)).toEqual([-1, 1, undefined, undefined, undefined, undefined])
})

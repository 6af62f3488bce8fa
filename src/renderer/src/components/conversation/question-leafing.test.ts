import { expect, it } from 'vitest'
import { readLeafKey } from './question-leafing.ts'

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }
const atStart = { selectionStart: 0, selectionEnd: 0 }

it.each([
  ['up at the start', 'ArrowUp', {}, atStart, false, 'earlier'],
  ['up again', 'ArrowUp', {}, atStart, true, 'earlier'],
  ['down while leafing', 'ArrowDown', {}, atStart, true, 'later'],
  ['down in a text of one’s own', 'ArrowDown', {}, atStart, false, undefined],
  ['up further on', 'ArrowUp', {}, { selectionStart: 1, selectionEnd: 1 }, true, undefined],
  ['up with a selection', 'ArrowUp', {}, { selectionStart: 0, selectionEnd: 3 }, true, undefined],
  [
    'down after the caret was moved',
    'ArrowDown',
    {},
    { selectionStart: 2, selectionEnd: 2 },
    true,
    undefined,
  ],
  ['Shift and up, which selects', 'ArrowUp', { shiftKey: true }, atStart, false, undefined],
  ['Alt and up', 'ArrowUp', { altKey: true }, atStart, false, undefined],
  ['another key', 'Home', {}, atStart, true, undefined],
] as const)('%s', (_situation, key, held, caret, isLeafing, expected) => {
  expect(readLeafKey({ ...plain, ...held, key }, caret, isLeafing)).toBe(expected)
})

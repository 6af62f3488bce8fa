import { expect, it } from 'vitest'
import { createBlockGrouper } from './block-groups.ts'
import { noFootnotes } from './piece.ts'

function makeBlock(key: number) {
  return { key, tokens: [], footnotes: noFootnotes, long: undefined }
}

it('cuts blocks into groups of one size, named after their first', () => {
  const blocks = [0, 10, 20].map(makeBlock)
  expect(createBlockGrouper(2)(blocks)).toEqual([
    { key: 0, blocks: blocks.slice(0, 2) },
    { key: 20, blocks: blocks.slice(2) },
  ])
})

it('keeps the groups that are the same when blocks are added and the last one grows', () => {
  const group = createBlockGrouper(2)
  const blocks = [0, 10, 20].map(makeBlock)
  const before = group(blocks)
  const after = group([...blocks.slice(0, 2), makeBlock(20), makeBlock(30)])
  expect(after.map((one, index) => one === before[index])).toEqual([true, false])
})

it('gives nothing for no blocks', () => {
  expect(createBlockGrouper(2)([])).toEqual([])
})

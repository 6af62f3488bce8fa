import { expect, it } from 'vitest'
import { createBatchQueue } from './batch-queue.ts'

it('gives a reader that waits all that is pushed in one turn, and one that comes later the rest and the end', async () => {
  const queue = createBatchQueue<number>()
  const batches: (readonly number[])[] = []
  const reading = (async () => {
    for await (const batch of queue) batches.push(batch)
  })()
  await Promise.resolve()
  queue.push(1)
  queue.push(2, 3)
  await new Promise((resolve) => setImmediate(resolve))
  queue.push(4)
  queue.end()
  queue.push(5)
  await reading
  expect(batches).toEqual([[1, 2, 3], [4]])
})

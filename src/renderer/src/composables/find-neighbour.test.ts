import { expect, it } from 'vitest'
import { createMessage, messageId } from '../stores/test-host.ts'
import { findNeighbour } from './find-neighbour.ts'

const messages = [1, 2, 3, 4].map((number) =>
  createMessage(number, { role: number % 2 === 1 ? 'user' : 'assistant' }),
)

it.each([
  ['the end', null, 3, undefined],
  ['the beginning of a question', { messageId: messageId(3), offset: 0 }, 1, undefined],
  ['the middle of a question', { messageId: messageId(3), offset: -40 }, 3, undefined],
  ['an answer', { messageId: messageId(2), offset: -40 }, 1, 3],
])('from %s leads to the questions beside it', (_place, place, before, after) => {
  expect([findNeighbour(messages, place, -1), findNeighbour(messages, place, 1)]).toEqual(
    [before, after].map((number) => (number === undefined ? undefined : messageId(number))),
  )
})

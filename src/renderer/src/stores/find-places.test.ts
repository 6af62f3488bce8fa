import { describe, expect, it } from 'vitest'
import { findFirst, listPlaces } from './find-places.ts'
import { createMessage, messageId } from './test-host.ts'

describe('the places in a conversation', () => {
  it('are counted through in a message, whatever of it they are in', () => {
    expect(
      listPlaces([
        { messageId: messageId(1), kind: 'question', count: 1 },
        { messageId: messageId(2), kind: 'answer', count: 1 },
        { messageId: messageId(2), kind: 'thought', count: 1 },
      ]),
    ).toEqual([
      { messageId: messageId(1), nth: 0 },
      { messageId: messageId(2), nth: 0 },
      { messageId: messageId(2), nth: 1 },
    ])
  })

  it.each([
    ['the message in sight', 4, 1],
    ['the next one after it', 5, 2],
    ['the last one when there is none after it', 7, 2],
    ['the first loaded one when none is in sight', undefined, 1],
  ])('begin at %s', (_situation, start, expected) => {
    const places = [1, 4, 6].map((number) => ({ messageId: messageId(number), nth: 0 }))
    const loaded = [3, 4, 5, 6, 7].map((number) => createMessage(number))
    expect(findFirst(places, loaded, start === undefined ? undefined : messageId(start))).toBe(expected)
  })

  it('begin at the newest when none of them is loaded, and nowhere when there are none', () => {
    const places = [1, 2].map((number) => ({ messageId: messageId(number), nth: 0 }))
    expect([findFirst(places, [createMessage(9)], undefined), findFirst([], [], undefined)]).toEqual([
      1,
      null,
    ])
  })
})

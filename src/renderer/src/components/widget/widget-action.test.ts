import { expect, it } from 'vitest'
import { readAction } from './widget-action.ts'

const none = new Map<string, string>()

it('an action with words of its own asks those', () => {
  expect(readAction({ type: 'sys.chat', payload: { text: 'Tomorrow?' } }, 'Tomorrow', none)).toEqual({
    type: 'ask',
    words: 'Tomorrow?',
    payload: '{"text":"Tomorrow?"}',
  })
})

it('any other action is named by its button and what was filled in', () => {
  const values = new Map<string, string | boolean>([
    ['city', 'Bern'],
    ['note', ' '],
    ['express', true],
  ])
  expect(readAction({ type: 'order', payload: { id: 7 } }, 'Order', values)).toEqual({
    type: 'ask',
    words: 'Order: Bern',
    payload: '{"id":7,"city":"Bern","note":" ","express":true}',
  })
})

it('a dot in the name of a field leads into an object of the payload', () => {
  const values = new Map([
    ['trip.from', 'Bern'],
    ['__proto__.x', 'y'],
  ])
  expect(readAction({ type: 'go', payload: { trip: { id: 1 } } }, '', values)).toEqual({
    type: 'ask',
    words: 'Bern, y',
    payload: '{"trip":{"id":1,"from":"Bern"},"__proto__":{"x":"y"}}',
  })
})

it('links and files are never asked', () => {
  expect([
    readAction({ type: 'sys.go_to_url', payload: { url: 'https://example.com' } }, 'Open', none),
    readAction(
      { type: 'sys.download', payload: { url: 'https://example.com/a', filename: 'a.pdf' } },
      'Get',
      none,
    ),
  ]).toEqual([
    { type: 'link', address: 'https://example.com' },
    { type: 'download', address: 'https://example.com/a', name: 'a.pdf' },
  ])
})

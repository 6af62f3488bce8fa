import { expect, it } from 'vitest'
import { parseDrawReply, parseLiveEvent } from './frame-messages.ts'

const svg = '<svg viewBox="0 0 20 10"><path d="M0 0"/></svg>'

it('a picture that may be shown is one', () => {
  expect(parseDrawReply({ type: 'drawn', svg })).toEqual({
    type: 'drawn',
    picture: { svg, width: 20, height: 10 },
  })
})

it('a failure has its reason', () => {
  expect(parseDrawReply({ type: 'failed', reason: 'Parse error on line 2' })).toEqual({
    type: 'failed',
    cause: 'source',
    reason: 'Parse error on line 2',
  })
})

it.each([
  undefined,
  'drawn',
  { type: 'drawn' },
  { type: 'drawn', svg: 1 },
  { type: 'drawn', svg, href: 'https://x.test' },
  { type: 'drawn', svg: svg.replace('<path', '<script') },
  { type: 'drawn', svg: svg.replace('M0 0', 'M0 0'.repeat(1_100_000)) },
  { type: 'failed', reason: 'x'.repeat(501) },
  { type: 'other' },
])('anything else is a failure without one', (message) => {
  expect(parseDrawReply(message)).toEqual({ type: 'failed', cause: 'source', reason: '' })
})

it.each([{ type: 'shown' }, { type: 'escape' }, { type: 'failed', reason: 'no series' }])(
  'a chart that lives says %j',
  (message) => {
    expect(parseLiveEvent(message)).toEqual(message)
  },
)

it.each([
  undefined,
  'shown',
  { type: 'shown', svg },
  { type: 'failed' },
  { type: 'open', url: 'https://x.test' },
])('a chart that lives may not say %j, and is taken for one that failed', (message) => {
  expect(parseLiveEvent(message)).toEqual({ type: 'failed', reason: '' })
})

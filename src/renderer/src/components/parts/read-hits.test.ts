import { expect, it } from 'vitest'
import { readHits } from './read-hits.ts'

it('pages and pieces of knowledge are read, and a long text is cut', () => {
  const output = JSON.stringify([
    { title: 'University news', url: 'https://news.example.edu/', snippet: 'Daily.' },
    { Type: 2, Content: '年'.repeat(600) },
    { title: 'Without an address', url: 7 },
  ])
  expect(readHits(output)).toEqual([
    { title: 'University news', url: 'https://news.example.edu/', text: 'Daily.' },
    { title: '', text: '年'.repeat(500) },
    { title: 'Without an address', text: '' },
  ])
})

it.each(['', 'plain', '{}', '[]', '[1]', '[{"temperature": 9}]', 'null'])(
  '%j is no list of hits',
  (output) => {
    expect(readHits(output)).toBe(undefined)
  },
)

import { expect, it } from 'vitest'
import { recognizePaste } from './recognize-paste.ts'

const today = 'UqXEZSDo'.repeat(16)

it.each(['SimDemoAppKey01', today, today.slice(0, 65), `  ${today}\n`])('%s is an AppKey', (text) => {
  expect(recognizePaste(text)).toEqual({ type: 'app-key', appKey: text.trim() })
})

it.each([
  ['nothing', ' '],
  ['a word', 'JavaScript'],
  ['a name in a program', 'createConversationWithTitle'],
  ['a short name with a number', 'Chapter12'],
  ['a sentence', 'SimDemoAppKey01 is the key'],
  ['two lines', 'SimDemoAppKey01\nSimDemoAppKey02'],
  ['a UUID', '6F1c1f0e-4f7a-4a43-9d3e-0c5f0a0a0001'],
  ['a commit', '7d4d72d0c5f0a0a0001d3e4a439d3e0c5f0a0a00'],
  ['a number', '130012345678901234567890'],
  ['a SecretId', 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA'],
  ['an address', 'https://adp.example.com/Path12345'],
  ['what is too long', `${today}1`],
])('%s is none', (_what, text) => {
  expect(recognizePaste(text)).toBeUndefined()
})

it('a link is read as one, also when it is refused', () => {
  expect([
    recognizePaste(' adp-desk://open?profile=Work\n'),
    recognizePaste('adp-desk://add?appkey=x'),
  ]).toEqual([
    { type: 'link', link: { type: 'open-profile', name: 'Work' } },
    { type: 'link', link: { type: 'refused', reason: 'holds-secret' } },
  ])
})

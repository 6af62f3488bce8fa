import { describe, expect, it } from 'vitest'
import { createProfile, createSummary } from '../../stores/test-host.ts'
import { createPaletteGroups, type PaletteContents } from './palette-entries.ts'

const contents: PaletteContents = {
  profiles: [
    createProfile(1, { name: 'Öffentlich' }),
    createProfile(2, { name: '差旅助手' }),
    createProfile(3, { name: 'مساعد' }),
  ],
  conversations: [createSummary(1, { title: 'Whatever the engine found' })],
  commands: [
    { command: 'new-conversation', label: 'New conversation', keys: 'Ctrl+N' },
    { command: 'search-all', label: 'Search for it', keys: undefined },
    { command: 'theme-dark', label: '主题：深色', keys: undefined },
  ],
}

function describeGroups(text: string) {
  return createPaletteGroups(text, contents).map(({ key, entries }) => [
    key,
    entries.map(({ label }) => label),
  ])
}

const found = ['conversations', ['Whatever the engine found']]
/** Offered for every text: it searches for it. */
const searching = ['commands', ['Search for it']]

describe('the palette', () => {
  it.each([
    ['ÖFF', [['profiles', ['Öffentlich']], found, searching]],
    [' 助手 ', [['profiles', ['差旅助手']], found, searching]],
    ['ساع', [['profiles', ['مساعد']], found, searching]],
    ['conversation', [found, ['commands', ['New conversation', 'Search for it']]]],
    ['深色', [found, ['commands', ['主题：深色', 'Search for it']]]],
    ['none of them', [found, searching]],
  ])('offers for %s what contains it', (text, expected) => {
    expect(describeGroups(text)).toEqual(expected)
  })

  it('offers everything without a text, of many profiles those that have keys', () => {
    const profiles = Array.from({ length: 50 }, (_, index) => createProfile(index + 1))
    const groups = createPaletteGroups('', { ...contents, profiles })
    expect(groups.map(({ key, entries }) => [key, entries.length])).toEqual([
      ['profiles', 9],
      ['conversations', 1],
      ['commands', 3],
    ])
  })

  it('says whose a conversation is', () => {
    const [group] = createPaletteGroups('x', { ...contents, commands: [] })
    expect(group?.entries).toEqual([
      {
        type: 'conversation',
        id: createSummary(1).id,
        label: 'Whatever the engine found',
        conversation: contents.conversations[0],
        profile: contents.profiles[0],
      },
    ])
  })
})

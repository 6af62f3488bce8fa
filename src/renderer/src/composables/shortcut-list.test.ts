import { describe, expect, it } from 'vitest'
import { listKeys, shortcuts } from './shortcut-list.ts'

describe('the list of shortcuts', () => {
  it('has no stroke for two commands', () => {
    const strokes = shortcuts.map(({ code, hasShift = false }) => `${hasShift ? 'Shift+' : ''}${code}`)
    expect(strokes).toEqual([...new Set(strokes)])
  })

  it('writes keys as they stand on the keyboard', () => {
    const shortcut = { command: 'new-conversation', code: 'KeyO', label: 'O', hasShift: true } as const
    expect([listKeys(shortcut, false), listKeys(shortcut, true)]).toEqual([
      ['Ctrl', 'Shift', 'O'],
      ['⇧', '⌘', 'O'],
    ])
  })
})

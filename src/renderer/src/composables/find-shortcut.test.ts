import { describe, expect, it } from 'vitest'
import { findShortcut, type KeyStroke } from './find-shortcut.ts'

function stroke(keys: string, isComposing = false): KeyStroke {
  const names = keys.split('+')
  return {
    code: names.at(-1) === ',' ? 'Comma' : `Key${names.at(-1)}`,
    ctrlKey: names.includes('Ctrl'),
    metaKey: names.includes('Cmd'),
    shiftKey: names.includes('Shift'),
    altKey: names.includes('Alt'),
    isComposing,
  }
}

const electron = { isMac: false, hasOwnWindow: true }

describe('findShortcut', () => {
  it.each([
    ['Ctrl+N', 'new-conversation'],
    ['Ctrl+Shift+O', 'new-conversation'],
    ['Ctrl+B', 'toggle-sidebar'],
    ['Ctrl+,', 'open-settings'],
    ['Ctrl+Shift+B', undefined],
    ['Ctrl+Alt+B', undefined],
    ['B', undefined],
    ['Cmd+B', undefined],
  ])('reads %s as %s in the desktop program', (keys, command) => {
    expect(findShortcut(stroke(keys), electron)).toBe(command)
  })

  it('leaves Ctrl+N to a browser', () => {
    expect(findShortcut(stroke('Ctrl+N'), { isMac: false, hasOwnWindow: false })).toBeUndefined()
  })

  it('takes the command key on a Mac, where Ctrl+B moves the caret', () => {
    const mac = { isMac: true, hasOwnWindow: true }
    expect(['Cmd+B', 'Ctrl+B'].map((keys) => findShortcut(stroke(keys), mac))).toEqual([
      'toggle-sidebar',
      undefined,
    ])
  })

  it('leaves the keys of an input method alone', () => {
    expect(findShortcut(stroke('Ctrl+B', true), electron)).toBeUndefined()
  })
})

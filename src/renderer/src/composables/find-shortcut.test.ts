import { describe, expect, it } from 'vitest'
import { findShortcut, type KeyStroke } from './find-shortcut.ts'
import { describeShortcut, formatShortcut, listShortcuts } from './shortcut-list.ts'

function stroke(keys: string, isComposing = false): KeyStroke {
  const names = keys.split('+')
  const key = names.at(-1) ?? ''
  return {
    code: /^F\d$/.test(key) ? key : /^\d$/.test(key) ? `Digit${key}` : `Key${key}`,
    ctrlKey: names.includes('Ctrl'),
    metaKey: names.includes('Cmd'),
    shiftKey: names.includes('Shift'),
    altKey: names.includes('Alt'),
    isComposing,
  }
}

const electron = { isMac: false, hasOwnWindow: true }
const browser = { isMac: false, hasOwnWindow: false }
const mac = { isMac: true, hasOwnWindow: true }
const macBrowser = { isMac: true, hasOwnWindow: false }

describe('findShortcut', () => {
  it.each([
    ['Ctrl+N', 'new-conversation'],
    ['Ctrl+Shift+O', 'new-conversation'],
    ['Ctrl+B', 'toggle-sidebar'],
    ['Ctrl+K', 'command-palette'],
    ['Ctrl+Shift+F', 'search-all'],
    ['Ctrl+F', 'find'],
    ['F3', 'find-next'],
    ['Shift+F3', 'find-previous'],
    ['Ctrl+1', 'show-profile-1'],
    ['Ctrl+9', 'show-profile-9'],
    ['Alt+0', 'show-all-profiles'],
    ['Ctrl+0', undefined],
    ['Ctrl+Shift+1', undefined],
    ['Alt+1', undefined],
    ['Ctrl+Shift+B', undefined],
    ['Ctrl+Alt+B', undefined],
    ['B', undefined],
    ['Cmd+B', undefined],
  ])('reads %s as %s in the desktop program', (keys, command) => {
    expect(findShortcut(stroke(keys), electron)).toBe(command)
  })

  it('leaves new windows and tabs to a browser, where Alt goes to a profile', () => {
    const keys = ['Ctrl+N', 'Ctrl+1', 'Ctrl+0', 'Alt+1', 'Alt+0', 'Ctrl+Alt+1', 'Ctrl+K']
    expect(keys.map((each) => findShortcut(stroke(each), browser))).toEqual([
      undefined,
      undefined,
      undefined,
      'show-profile-1',
      'show-all-profiles',
      undefined,
      'command-palette',
    ])
  })

  it('takes the command key on a Mac, where Ctrl+B moves the caret', () => {
    expect(['Cmd+B', 'Ctrl+B', 'Cmd+2'].map((keys) => findShortcut(stroke(keys), mac))).toEqual([
      'toggle-sidebar',
      undefined,
      'show-profile-2',
    ])
  })

  it('takes Ctrl for profiles in a browser on a Mac, where Alt types characters', () => {
    expect(['Ctrl+3', 'Alt+3', 'Cmd+3'].map((keys) => findShortcut(stroke(keys), macBrowser))).toEqual([
      'show-profile-3',
      undefined,
      undefined,
    ])
  })

  it('leaves the keys of an input method alone', () => {
    expect(findShortcut(stroke('Ctrl+B', true), electron)).toBeUndefined()
  })
})

describe('the list of shortcuts', () => {
  it.each([
    ['in the desktop program', electron, ['Ctrl+N', 'Ctrl+Shift+O', 'Ctrl+K', 'Alt+0', 'Ctrl+1']],
    ['in a browser', browser, ['Ctrl+Shift+O', 'Ctrl+K', 'Alt+0', 'Alt+1', 'Alt+2']],
    ['on a Mac', mac, ['⌘N', '⇧⌘O', '⌘K', '⌃0', '⌘1']],
    ['in a browser on a Mac', macBrowser, ['⇧⌘O', '⌘K', '⌃0', '⌃1', '⌃2']],
  ])('is printed as on the keys %s', (_where, setting, expected) => {
    expect(
      listShortcuts(setting)
        .slice(0, 5)
        .map((shortcut) => formatShortcut(shortcut, setting)),
    ).toEqual(expected)
  })

  it('is described as assistive software reads it', () => {
    const [, second] = listShortcuts(mac)
    expect(second && describeShortcut(second, mac)).toBe('Meta+Shift+O')
  })

  it.each([electron, browser, mac, macBrowser])('has no stroke for two commands: %o', (setting) => {
    const strokes = listShortcuts(setting).map((shortcut) => describeShortcut(shortcut, setting))
    expect(strokes).toEqual([...new Set(strokes)])
  })
})

it.each([electron, browser, mac, macBrowser])('gives no two commands the same keys in %o', (setting) => {
  const keys = listShortcuts(setting).map((shortcut) => describeShortcut(shortcut, setting))
  expect(keys).toEqual([...new Set(keys)])
})

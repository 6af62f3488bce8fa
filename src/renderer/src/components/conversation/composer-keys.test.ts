import { describe, expect, it } from 'vitest'
import { readComposerKey } from './composer-keys.ts'

function press(keys: string) {
  const names = keys.split('+')
  return {
    key: names.at(-1) ?? '',
    ctrlKey: names.includes('Ctrl'),
    metaKey: names.includes('Cmd'),
    shiftKey: names.includes('Shift'),
    altKey: names.includes('Alt'),
  }
}

describe('readComposerKey', () => {
  it.each([
    ['Enter', 'send', undefined],
    ['Ctrl+Enter', 'new-line', 'send'],
    ['Cmd+Enter', 'new-line', 'send'],
    ['Shift+Enter', undefined, undefined],
    ['Ctrl+Shift+Enter', undefined, undefined],
    ['Alt+Enter', undefined, undefined],
    ['a', undefined, undefined],
    ['Ctrl+a', undefined, undefined],
  ])('reads %s as %s where Enter sends, and as %s where it does not', (keys, plain, command) => {
    expect([readComposerKey(press(keys), 'enter'), readComposerKey(press(keys), 'command-enter')]).toEqual([
      plain,
      command,
    ])
  })
})

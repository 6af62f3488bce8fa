import type { MenuItemConstructorOptions } from 'electron'
import { expect, it } from 'vitest'
import { createMenuTemplate, type MenuOptions } from './menu.ts'
import { getShellTexts } from './shell-texts.ts'

function roles(options: Partial<MenuOptions>): string[] {
  const texts = getShellTexts('en', 'en-US')
  const flatten = (items: MenuItemConstructorOptions[]): string[] =>
    items.flatMap(({ role, submenu }) => [
      ...(role ? [role] : []),
      ...(Array.isArray(submenu) ? flatten(submenu) : []),
    ])
  return flatten(
    createMenuTemplate({ platform: 'linux', isPackaged: true, texts, profileItems: [], ...options }),
  )
}

it.each(['linux', 'win32', 'darwin'] as const)('copy, paste and undo have their keys on %s', (platform) => {
  expect(roles({ platform })).toEqual(
    expect.arrayContaining(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll']),
  )
})

it('profiles have a menu of their own when there are any', () => {
  const texts = getShellTexts('en', 'en-US')
  const labels = (profileItems: MenuItemConstructorOptions[]) =>
    createMenuTemplate({ platform: 'linux', isPackaged: true, texts, profileItems }).map(({ label }) => label)
  expect([labels([]), labels([{ label: 'Work' }])]).toEqual([
    ['File', 'Edit', 'View', 'Window'],
    ['File', 'Edit', 'View', 'AppKeys', 'Window'],
  ])
})

it('DevTools are not in the menu of a packaged program', () => {
  const has = (isPackaged: boolean) => roles({ isPackaged }).includes('toggleDevTools')
  expect([has(true), has(false)]).toEqual([false, true])
})

it.each([
  ['en', 'zh-CN', 'Edit'],
  ['zh-CN', 'en-US', '编辑'],
  ['system', 'zh-Hans-CN', '编辑'],
  ['system', 'de', 'Edit'],
  ['system', '', 'Edit'],
] as const)('with the language %s on a system in %j the menu says %s', (language, locale, word) => {
  expect(getShellTexts(language, locale).edit).toBe(word)
})

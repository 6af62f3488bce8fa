import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { profileIdSchema, type ProfileId } from '#shared/ids.ts'
import { createProfileItemsWithKeys } from './profile-menu.ts'
import type { ProfileOverview } from './profile-overview.ts'
import { getShellTexts } from './shell-texts.ts'
import { createTrayTemplate } from './tray-menu.ts'

function profileId(number: number): ProfileId {
  return profileIdSchema.parse(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`)
}

function overviewOf(names: readonly string[], changes: Partial<ProfileOverview> = {}): ProfileOverview {
  return {
    profiles: names.map((name, index) => ({ id: profileId(index), name })),
    selectedId: profileId(0),
    showsAll: false,
    running: new Map(),
    language: 'en',
    ...changes,
  }
}

/** The menu as a person sees it: a mark before what is chosen. */
function read(items: readonly MenuItemConstructorOptions[]): string[] {
  return items.map(({ type, label = '', checked }) =>
    type === 'separator' ? '-' : `${checked ? '• ' : ''}${label}`,
  )
}

function createTray(overview: ProfileOverview) {
  const done: unknown[] = []
  const items = createTrayTemplate(overview, getShellTexts(overview.language, 'en'), {
    choose: (choice) => done.push(choice),
    show: () => done.push('show'),
    startConversation: () => done.push('start'),
    quit: () => done.push('quit'),
  })
  return { items, done }
}

describe('the menu of the tray', () => {
  it('has the profiles with their running answers, and marks the selected one', () => {
    const { items } = createTray(overviewOf(['Work', 'Travel'], { running: new Map([[profileId(1), 2]]) }))
    expect(read(items)).toEqual([
      'Show ADP Desk',
      'New conversation',
      '-',
      'All AppKeys',
      '• Work',
      'Travel (2)',
      '-',
      'Quit',
    ])
  })

  it('marks all of them together, in Chinese', () => {
    const { items } = createTray(overviewOf(['工作'], { showsAll: true, language: 'zh-CN' }))
    expect(read(items)).toEqual(['显示 ADP Desk', '新对话', '-', '• 全部 AppKey', '工作', '-', '退出'])
  })

  it('offers nothing that needs a profile when there is none', () => {
    const { items } = createTray(overviewOf([], { selectedId: undefined }))
    expect(read(items)).toEqual(['Show ADP Desk', '-', 'Quit'])
  })

  it('does what is chosen', () => {
    const { items, done } = createTray(overviewOf(['Work', 'Travel']))
    // Items of this menu make nothing of what Electron hands to them.
    for (const { click } of items) (click as (() => void) | undefined)?.()
    expect(done).toEqual(['show', 'start', 'all', profileId(0), profileId(1), 'quit'])
  })
})

describe('profiles as items', () => {
  it('keep to one line, with every & and not without an end', () => {
    const names = ['R&D\n  desk', 'x'.repeat(10_000)]
    expect(createProfileItemsWithKeys(overviewOf(names), () => undefined).map(({ label }) => label)).toEqual([
      'R&&D desk',
      `${'x'.repeat(47)}…`,
    ])
  })

  it('have keys for the first nine, which the page listens for', () => {
    const names = Array.from({ length: 12 }, (_item, index) => `P${index}`)
    const items = createProfileItemsWithKeys(overviewOf(names), () => undefined)
    expect(items.map(({ accelerator, registerAccelerator }) => [accelerator, registerAccelerator])).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => [`CmdOrCtrl+${number}`, false]),
    )
  })
})

// Owns `Menu` of the stand-in: it reads a template as Electron would and shows nothing.
import type { Menu as ElectronMenu, MenuItemConstructorOptions } from 'electron'
import { checkOptions, refuse, strict } from './strict.ts'

const knownOptions = {
  role: 'undo',
  type: 'separator',
  label: '',
  submenu: [],
  checked: false,
  click: () => undefined,
  accelerator: '',
  registerAccelerator: false,
  visible: false,
  acceleratorWorksWhenHidden: true,
} satisfies MenuItemConstructorOptions

export interface StandinMenu {
  readonly items: readonly MenuItemConstructorOptions[]
}

function buildFromTemplate(template: readonly MenuItemConstructorOptions[]): StandinMenu {
  for (const item of template) {
    checkOptions('MenuItem', item, knownOptions)
    if (!item.role && !item.label && item.type !== 'separator') refuse('a menu item has no name.')
    if (Array.isArray(item.submenu)) buildFromTemplate(item.submenu)
  }
  return strict('Menu', { items: template })
}

export const Menu = strict('Menu (class)', {
  buildFromTemplate,
  setApplicationMenu: (_menu: StandinMenu | null) => undefined,
} satisfies Partial<Record<keyof typeof ElectronMenu, unknown>>)

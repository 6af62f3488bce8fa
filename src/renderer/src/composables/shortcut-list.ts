// Owns the keys of the frame: which strokes mean which command, on which system, in a window of our own or in a browser's
// tab. Read by find-shortcut.ts, by the hints in menus, and by whatever lists them for a person; the words for the commands
// are in i18n under `switching.command`.

/** Profiles are counted from 1, in the order of the person; the first nine have keys. */
export const profileNumbers = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const
type ProfileNumber = (typeof profileNumbers)[number]

export type Command =
  | 'new-conversation'
  | 'command-palette'
  | 'search-all'
  | 'find'
  | 'find-next'
  | 'find-previous'
  | 'quote'
  | 'previous-question'
  | 'next-question'
  | 'toggle-outline'
  | 'export-conversation'
  | 'list-shortcuts'
  | 'toggle-sidebar'
  | 'open-settings'
  | 'show-all-profiles'
  | `show-profile-${ProfileNumber}`

export interface KeyboardSetting {
  /** Where the command key takes the place of Ctrl. */
  readonly isMac: boolean
  /** A browser keeps some keys for itself; the window of the desktop program does not. */
  readonly hasOwnWindow: boolean
}

/** `command` is ⌘ on a Mac and Ctrl elsewhere; `control` is Ctrl everywhere. */
type Modifier = 'command' | 'control' | 'alt' | 'shift'

export interface Shortcut {
  readonly command: Command
  readonly modifiers: readonly Modifier[]
  /** A physical key (KeyboardEvent.code), so that the strokes work on every layout. */
  readonly code:
    `Key${string}` | `Digit${number}` | 'Comma' | 'Slash' | 'F3' | 'Quote' | 'ArrowUp' | 'ArrowDown'
}

interface ShortcutRule extends Shortcut {
  /** Where it holds; everywhere by default. */
  readonly where?: (setting: KeyboardSetting) => boolean
}

/** The first one of a command that holds is the one that is shown. */
const rules: readonly ShortcutRule[] = [
  // A browser opens a window with Ctrl+N and cannot be kept from it.
  {
    command: 'new-conversation',
    modifiers: ['command'],
    code: 'KeyN',
    where: ({ hasOwnWindow }) => hasOwnWindow,
  },
  { command: 'new-conversation', modifiers: ['command', 'shift'], code: 'KeyO' },
  { command: 'command-palette', modifiers: ['command'], code: 'KeyK' },
  // Beside the digits of profiles, but Ctrl+0 resets the zoom in every program.
  { command: 'show-all-profiles', modifiers: ['alt'], code: 'Digit0', where: ({ isMac }) => !isMac },
  { command: 'show-all-profiles', modifiers: ['control'], code: 'Digit0', where: ({ isMac }) => isMac },
  ...profileNumbers.flatMap((number) => listDigits(`show-profile-${number}`, number)),
  { command: 'toggle-sidebar', modifiers: ['command'], code: 'KeyB' },
  { command: 'open-settings', modifiers: ['command'], code: 'Comma' },
  { command: 'search-all', modifiers: ['command', 'shift'], code: 'KeyF' },
  { command: 'find', modifiers: ['command'], code: 'KeyF' },
  { command: 'find-next', modifiers: [], code: 'F3' },
  { command: 'find-previous', modifiers: ['shift'], code: 'F3' },
  { command: 'quote', modifiers: ['command', 'shift'], code: 'Quote' },
  ...listArrows('previous-question', 'ArrowUp'),
  ...listArrows('next-question', 'ArrowDown'),
  { command: 'toggle-outline', modifiers: ['command', 'shift'], code: 'KeyL' },
  { command: 'export-conversation', modifiers: ['command', 'shift'], code: 'KeyE' },
  // Where no field has the keyboard, a question mark does it as well: use-shortcuts.ts.
  { command: 'list-shortcuts', modifiers: ['command'], code: 'Slash' },
]

/**
 * Ctrl with a digit goes to another tab of a browser, so there it is Alt. On a Mac that would type a character, as [ and {
 * on some layouts; Ctrl, which is not the command key there, is free.
 */
function listDigits(command: Command, digit: number): ShortcutRule[] {
  const code = `Digit${digit}` as const
  return [
    { command, modifiers: ['command'], code, where: ({ hasOwnWindow }) => hasOwnWindow },
    { command, modifiers: ['alt'], code, where: ({ hasOwnWindow, isMac }) => !hasOwnWindow && !isMac },
    { command, modifiers: ['control'], code, where: ({ hasOwnWindow, isMac }) => !hasOwnWindow && isMac },
  ]
}

/** On a Mac, Alt with an arrow goes through the paragraphs of a text. */
function listArrows(command: Command, code: 'ArrowUp' | 'ArrowDown'): ShortcutRule[] {
  return [
    { command, modifiers: ['alt'], code, where: ({ isMac }) => !isMac },
    { command, modifiers: ['command', 'alt'], code, where: ({ isMac }) => isMac },
  ]
}

/** Whether it is a command that may have keys. */
export function isCommand(name: string): name is Command {
  return rules.some(({ command }) => command === name)
}

/** Those that hold in this setting, in the order in which a person should read them. */
export function listShortcuts(setting: KeyboardSetting): Shortcut[] {
  return rules.filter(({ where }) => where?.(setting) ?? true)
}

/** The names of the modifier keys that are held for it. */
export function resolveModifiers({ modifiers }: Shortcut, { isMac }: KeyboardSetting): ReadonlySet<string> {
  const keys = { command: isMac ? 'Meta' : 'Control', control: 'Control', alt: 'Alt', shift: 'Shift' }
  return new Set(modifiers.map((modifier) => keys[modifier]))
}

/** What is printed on its keys, in the order in which the system writes them. */
export function listKeys(shortcut: Shortcut, setting: KeyboardSetting): string[] {
  const held = resolveModifiers(shortcut, setting)
  const signs = setting.isMac
    ? ([
        ['Control', '⌃'],
        ['Alt', '⌥'],
        ['Shift', '⇧'],
        ['Meta', '⌘'],
      ] as const)
    : ([
        ['Control', 'Ctrl'],
        ['Alt', 'Alt'],
        ['Shift', 'Shift'],
      ] as const)
  return [...signs.flatMap(([name, sign]) => (held.has(name) ? [sign] : [])), labelOf(shortcut)]
}

/** As it is printed on keys: `Ctrl+Shift+O`, on a Mac `⇧⌘O`. */
export function formatShortcut(shortcut: Shortcut, setting: KeyboardSetting): string {
  return listKeys(shortcut, setting).join(setting.isMac ? '' : '+')
}

/** For `aria-keyshortcuts`: `Control+Shift+O`. */
export function describeShortcut(shortcut: Shortcut, setting: KeyboardSetting): string {
  const key = shortcut.code.startsWith('Arrow') ? shortcut.code : labelOf(shortcut)
  return [...resolveModifiers(shortcut, setting), key].join('+')
}

/** What stands on the key on most keyboards. */
function labelOf({ code }: Shortcut): string {
  const signs: Partial<Record<string, string>> = {
    Comma: ',',
    Quote: "'",
    Slash: '/',
    ArrowUp: '↑',
    ArrowDown: '↓',
  }
  return signs[code] ?? code.replace(/^Key|^Digit/, '')
}

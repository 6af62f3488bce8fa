// Owns the one display of the stand-in and its light theme.
import type { Display, NativeTheme, Screen } from 'electron'
import { isAppReady } from './app.ts'
import { refuse, strict } from './strict.ts'

const display = strict('Display', {
  workArea: { x: 0, y: 0, width: 1920, height: 1080 },
} satisfies Partial<Display>)

export const screen = strict('screen', {
  getAllDisplays: () => {
    if (!isAppReady()) refuse('screen is used before the ready event.')
    // The rest of a Display refuses to be read.
    return [display as Display]
  },
} satisfies Partial<Screen>)

export const nativeTheme = strict('nativeTheme', {
  shouldUseDarkColors: false,
} satisfies Partial<NativeTheme>)

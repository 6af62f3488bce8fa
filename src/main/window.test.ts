import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openWindow, type WindowOptions } from './window.ts'

/** What the program asks of Electron, in order. */
const asked = vi.hoisted(() => ({ steps: [] as unknown[], isDark: false }))
vi.mock('electron', () => ({
  BrowserWindow: class {
    constructor(options: unknown) {
      asked.steps.push(options)
    }
    on(event: string): void {
      asked.steps.push(`on ${event}`)
    }
    loadURL(url: string): Promise<void> {
      asked.steps.push(`load ${url}`)
      return Promise.resolve()
    }
  },
  nativeTheme: {
    get shouldUseDarkColors() {
      return asked.isDark
    },
  },
  screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
}))

beforeEach(() => {
  asked.steps.length = 0
})

function open(options: Partial<WindowOptions> = {}): {
  preferences: Record<string, unknown>
  color: unknown
} {
  openWindow({
    preloadFile: '/program/preload.cjs',
    stateFile: join(import.meta.dirname, 'no-such-file'),
    theme: 'system',
    isPackaged: true,
    onCreated: () => asked.steps.push('guarded'),
    ...options,
  })
  const { webPreferences, backgroundColor } = asked.steps[0] as Record<string, unknown>
  return { preferences: webPreferences as Record<string, unknown>, color: backgroundColor }
}

describe('the window', () => {
  it('is locked in every way that Electron has, and nothing is opened beside them', () => {
    expect(open().preferences).toEqual({
      preload: '/program/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: false,
      spellcheck: process.platform === 'darwin',
    })
  })

  it('has DevTools in development only', () => {
    expect(open({ isPackaged: false }).preferences['devTools']).toBe(true)
  })

  it.each([
    ['darwin', true],
    ['linux', false],
    ['win32', false],
  ])('checks the spelling only where the system brings the dictionary: %s', (platform, isChecked) => {
    vi.spyOn(process, 'platform', 'get').mockReturnValue(platform as NodeJS.Platform)
    expect(open().preferences['spellcheck']).toBe(isChecked)
  })

  it('is guarded before it loads the page', () => {
    open()
    expect(asked.steps.slice(1)).toEqual(['on close', 'guarded', 'load app://adp-desk/'])
  })
})

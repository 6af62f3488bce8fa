import { EventEmitter } from 'node:events'
import type { HandlerDetails, Session, WebContents, WindowOpenHandlerResponse } from 'electron'
import { describe, expect, it } from 'vitest'
import { createTestClock } from '#core/test-clock.ts'
import { guardContents, guardSession } from './guards.ts'

/** Of web contents, what guards use. */
class Contents extends EventEmitter {
  handler: ((details: HandlerDetails) => WindowOpenHandlerResponse) | undefined
  readonly url: string
  constructor(url: string) {
    super()
    this.url = url
  }
  getURL(): string {
    return this.url
  }
  setWindowOpenHandler(handler: (details: HandlerDetails) => WindowOpenHandlerResponse): void {
    this.handler = handler
  }
}

function guard({ url = 'app://adp-desk/' } = {}) {
  const contents = new Contents(url)
  const links: { address: string; hasGesture: boolean }[] = []
  const clock = createTestClock()
  // The stand-in has every member that guardContents touches; a missing one would throw.
  guardContents(contents as unknown as WebContents, {
    openLink: async (address, hasGesture) => void links.push({ address, hasGesture }),
    clock,
  })
  const open = (disposition: HandlerDetails['disposition'], target = 'https://example.com/') =>
    contents.handler?.({
      url: target,
      frameName: '',
      features: '',
      disposition,
      referrer: { url: '', policy: 'no-referrer' },
    })
  /** Whether an event of this name is let through. */
  const passes = (name: string, details: object) => {
    let isPassed = true
    contents.emit(name, { ...details, preventDefault: () => (isPassed = false) })
    return isPassed
  }
  return { contents, links, clock, open, passes }
}

describe('a page that wants to leave its address', () => {
  it.each([
    'https://example.com/',
    'http://127.0.0.1/',
    'file:///etc/passwd',
    'app://other/',
    'app://adp-desk/index.html?a=1',
    'app://adp-desk.evil/',
    'javascript:alert(1)',
    'data:text/html,x',
    'about:blank',
  ])('does not come to %s', (url) => {
    const { passes } = guard()
    expect([
      passes('will-navigate', { url, isMainFrame: true }),
      passes('will-frame-navigate', { url, isMainFrame: true }),
      passes('will-frame-navigate', { url, isMainFrame: false }),
      passes('will-redirect', { url, isMainFrame: true }),
    ]).toEqual([false, false, false, false])
  })

  it('may load itself anew, in the top frame only', () => {
    const { passes } = guard()
    const url = 'app://adp-desk/'
    expect([
      passes('will-navigate', { url, isMainFrame: true }),
      passes('will-frame-navigate', { url, isMainFrame: true }),
      passes('will-frame-navigate', { url, isMainFrame: false }),
      passes('will-redirect', { url, isMainFrame: true }),
    ]).toEqual([true, true, false, false])
  })
})

describe('a frame in a page', () => {
  it.each([
    ['app://adp-desk/frames/mermaid.html', true],
    ['app://adp-desk/frames/chart.html', true],
    ['app://adp-desk/frames/other.html', false],
    ['app://adp-desk/frames/mermaid.html?a=1', false],
    ['app://adp-desk/frames/../index.html', false],
    ['app://adp-desk/index.html', false],
    ['https://example.com/frames/mermaid.html', false],
    ['blob:app://adp-desk/6f1c1f0e', false],
  ])('comes to %s: %s; the page itself never does', (url, isLet) => {
    const { passes } = guard()
    expect([
      passes('will-frame-navigate', { url, isMainFrame: false }),
      passes('will-frame-navigate', { url, isMainFrame: true }),
    ]).toEqual([isLet, false])
  })
})

it('a page cannot embed a web view', () => {
  expect(guard().passes('will-attach-webview', {})).toBe(false)
})

describe('a page that wants a window', () => {
  it.each(['default', 'foreground-tab', 'background-tab', 'new-window', 'other'] as const)(
    'gets none for %s',
    (disposition) => {
      expect(guard().open(disposition)).toEqual({ action: 'deny' })
    },
  )

  it('has its link handed out only when it is a plain one', () => {
    const { open, links } = guard()
    for (const disposition of ['default', 'background-tab', 'new-window', 'other'] as const) open(disposition)
    open('foreground-tab')
    expect(links).toEqual([{ address: 'https://example.com/', hasGesture: false }])
  })

  it('has nothing handed out when it is not ours', () => {
    const { open, links } = guard({ url: 'https://evil.test/' })
    open('foreground-tab')
    expect(links).toEqual([])
  })

  it.each(['mouseDown', 'rawKeyDown', 'keyDown', 'gestureTap'])(
    'knows %s for a wish of five seconds',
    (type) => {
      const { contents, clock, open, links } = guard()
      contents.emit('input-event', {}, { type })
      clock.advance(5000)
      open('foreground-tab')
      contents.emit('input-event', {}, { type })
      clock.advance(5001)
      open('foreground-tab')
      expect(links.map(({ hasGesture }) => hasGesture)).toEqual([true, false])
    },
  )

  it('knows one click for one wish, not for several', () => {
    const { contents, open, links } = guard()
    contents.emit('input-event', {}, { type: 'mouseDown' })
    open('foreground-tab')
    open('foreground-tab')
    expect(links.map(({ hasGesture }) => hasGesture)).toEqual([true, false])
  })

  it('does not take a moving mouse for a wish', () => {
    const { contents, open, links } = guard()
    contents.emit('input-event', {}, { type: 'mouseMove' })
    open('foreground-tab')
    expect(links).toEqual([{ address: 'https://example.com/', hasGesture: false }])
  })
})

describe('permissions', () => {
  const permissions = [
    'media', 'geolocation', 'midi', 'midiSysex', 'pointerLock', 'fullscreen', 'openExternal',
    'clipboard-read', 'display-capture', 'idle-detection', 'hid', 'serial', 'usb', 'fileSystem', 'window-management',
    'local-fonts', 'storage-access', 'speaker-selection', 'unknown',
  ] as const // prettier-ignore

  function guardedSession() {
    const handlers: Record<string, (...args: unknown[]) => unknown> = {}
    const set = (name: string) => (handler: unknown) => {
      handlers[name] = handler as (...args: unknown[]) => unknown
    }
    const emitter = new EventEmitter()
    const session = Object.assign(emitter, {
      setPermissionRequestHandler: set('request'),
      setPermissionCheckHandler: set('check'),
      setDevicePermissionHandler: set('device'),
      setDisplayMediaRequestHandler: set('display'),
    })
    // It has every member that guardSession touches; a missing one would throw.
    guardSession(session as unknown as Session)
    const request = (permission: string, requestingUrl: string, isMainFrame = true) => {
      let isGranted: unknown
      const details = { requestingUrl, isMainFrame }
      handlers['request']?.({}, permission, (answer: unknown) => (isGranted = answer), details)
      return isGranted
    }
    const check = (permission: string, origin: string, isMainFrame = true) =>
      handlers['check']?.(null, permission, origin, { isMainFrame })
    return { handlers, emitter, request, check }
  }

  it.each(permissions)('%s is refused to our own page', (permission) => {
    const { request, check } = guardedSession()
    expect([request(permission, 'app://adp-desk/'), check(permission, 'app://adp-desk/')]).toEqual([
      false,
      false,
    ])
  })

  it.each(['clipboard-sanitized-write', 'notifications'])('%s is allowed, to our own page', (permission) => {
    const { request, check } = guardedSession()
    const ask = (url: string, isMainFrame = true) => [
      request(permission, url, isMainFrame),
      check(permission, url, isMainFrame),
    ]
    const frame = ask('app://adp-desk/frames/mermaid.html', false)
    expect([ask('app://adp-desk/'), ask('https://adp-desk/'), frame]).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ])
  })

  it('devices and screens are refused', () => {
    const { handlers } = guardedSession()
    let streams: unknown = 'unanswered'
    handlers['display']?.({}, (given: unknown) => (streams = given))
    expect([handlers['device']?.({}), streams]).toEqual([false, null])
  })

  it.each([
    ['blob:app://adp-desk/6f1c1f0e', 'adp-desk-profiles.json', true],
    ['blob:app://adp-desk/6f1c1f0e', 'diagram.png', true],
    ['blob:app://adp-desk/6f1c1f0e', 'diagram.svg', true],
    ['blob:app://adp-desk/6f1c1f0e', 'adp-desk-profiles.exe', false],
    ['blob:app://adp-desk/6f1c1f0e', 'code.py', true],
    ['blob:app://adp-desk/6f1c1f0e', 'code.html.txt', true],
    ['blob:app://adp-desk/6f1c1f0e', 'code.html', false],
    ['blob:app://adp-desk/6f1c1f0e', 'code.bat', false],
    ['blob:app://adp-desk/6f1c1f0e', 'code.js', false],
    ['blob:app://adp-desk/6f1c1f0e', 'invoice.pdf.py', false],
    ['blob:app://adp-desk/6f1c1f0e', 'settings.unheardof', false],
    ['blob:app://adp-desk/6f1c1f0e', 'code', false],
    ['blob:app://adp-desk/6f1c1f0e', 'diagram.svg.html', false],
    ['blob:app://adp-desk/6f1c1f0e', '../profiles.json', false],
    ['blob:app://adp-desk.evil/6f1c1f0e', 'profiles.json', false],
    ['blob:https://example.com/6f1c1f0e', 'profiles.json', false],
    ['https://example.com/profiles.json', 'profiles.json', false],
    ['data:application/json,{}', 'profiles.json', false],
  ])('of %s the file %s is saved: %s, and never without asking where', (url, name, isSaved) => {
    const { emitter } = guardedSession()
    const steps: unknown[] = []
    emitter.emit(
      'will-download',
      { preventDefault: () => steps.push('prevented') },
      {
        getURL: () => url,
        getFilename: () => name,
        setSaveDialogOptions: (options: unknown) => steps.push(options),
      },
    )
    expect(steps).toEqual([isSaved ? { defaultPath: name } : 'prevented'])
  })
})

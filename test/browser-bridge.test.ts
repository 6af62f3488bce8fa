// The page's bridge and the browser host, each real, over a loopback socket: neither side's own tests would see a
// mistake that both make. It stands here because neither folder may import the other.
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import type { Handlers } from '#shared/contract/dispatch.ts'
import { defaultSettings } from '#shared/settings.ts'
import type { HostConnection } from '../src/renderer/src/bridge/host-connection.ts'
import { connectSocket } from '../src/renderer/src/bridge/socket-bridge.ts'
import { readLaunchToken, startTestHost, type TestHost } from '../src/server/test-host.ts'

const event: BridgeEvent = { name: 'profiles.changed', payload: { profiles: [] } }

/** What one browser keeps for all its pages. */
interface Browser {
  cookie: string
  readonly storage: Map<string, string>
  readonly sockets: WebSocket[]
}

function createBrowser(): Browser {
  return { cookie: '', storage: new Map(), sockets: [] }
}

function openPage({ port }: TestHost, browser: Browser, hash = ''): HostConnection {
  const host = `127.0.0.1:${port}`
  const headers = () => ({ Origin: `http://${host}`, Cookie: browser.cookie })
  return connectSocket({
    location: { hash, host, pathname: '/', search: '' },
    history: { replaceState: () => undefined },
    storage: {
      getItem: (name) => browser.storage.get(name) ?? null,
      setItem: (name, value) => void browser.storage.set(name, value),
    },
    fetch: async (url, request) => {
      const response = await fetch(`http://${host}${url}`, {
        ...request,
        headers: { ...headers(), 'Content-Type': 'application/json' },
      })
      const [cookie] = response.headers.getSetCookie()
      browser.cookie = cookie?.split(';')[0] ?? browser.cookie
      return response
    },
    openSocket: (url) => {
      // Node's WebSocket takes headers in the place of the protocols; the DOM's type does not know.
      const socket = new WebSocket(url, { headers: headers() } as unknown as string[])
      browser.sockets.push(socket)
      onTestFinished(() => socket.close())
      return socket
    },
    after: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs)
      onTestFinished(() => clearTimeout(timer))
      return () => clearTimeout(timer)
    },
    random: () => 0,
  })
}

async function arrange(handlers: Partial<Handlers> = { 'settings.get': () => defaultSettings }) {
  const host = await startTestHost(handlers)
  const browser = createBrowser()
  const page = openPage(host, browser, `#token=${readLaunchToken(host.announced[0])}`)
  await page.call('settings.get', {})
  return { host, browser, page }
}

describe('the page’s bridge and the browser host', () => {
  it('carry a call there and its value back', async () => {
    const { page } = await arrange()
    expect([await page.call('settings.get', {}), page.status.value]).toEqual([
      { ok: true, value: defaultSettings },
      'connected',
    ])
  })

  it('carry a failure back as a value', async () => {
    const { page } = await arrange()
    const replies = [
      await page.call('profile.list', {}),
      await page.call('settings.get', { extra: 1 }),
      // A name that only a page of another build would have.
      await page.call('constructor' as 'settings.get', {}),
    ]
    expect(replies.map((reply) => (reply.ok ? 'ok' : reply.failure.code))).toEqual([
      'not-found',
      'invalid-input',
      'invalid-input',
    ])
  })

  it('show the same events to two pages of one browser, the second of which has no launch token', async () => {
    const { host, browser, page } = await arrange()
    const second = openPage(host, browser)
    await second.call('settings.get', {})
    const seen: BridgeEvent[][] = [[], []]
    page.on((received) => seen[0]?.push(received))
    second.on((received) => seen[1]?.push(received))
    host.publish(event)
    await Promise.all([page.call('settings.get', {}), second.call('settings.get', {})])
    expect(seen).toEqual([[event], [event]])
  })

  it('find each other again after the socket was cut, and the page learns of it', async () => {
    const { host, browser, page } = await arrange()
    const reconnected = new Promise<void>((resolve) => page.onReconnected(resolve))
    const statuses = [page.status.value]
    browser.sockets[0]?.addEventListener('close', () => statuses.push(page.status.value))
    // Two pings at once, with no time for an answer: the host takes the page for dead.
    host.clock.advance(40_000)
    await reconnected
    const reply = await page.call('settings.get', {})
    expect([statuses, page.status.value, reply.ok, browser.sockets.length]).toEqual([
      ['connected', 'reconnecting'],
      'connected',
      true,
      2,
    ])
  })

  it('part for good when the program ends in order', async () => {
    const { host, page } = await arrange()
    await host.host.close()
    await vi.waitFor(() => expect(page.status.value).toBe('ended'), 10_000)
  })

  it('do not let in a page with a token that was used, in another browser', async () => {
    const { host } = await arrange()
    const stranger = openPage(host, createBrowser(), `#token=${readLaunchToken(host.announced[0])}`)
    const reply = await stranger.call('settings.get', {})
    expect([reply.ok, stranger.status.value, host.announced.length]).toEqual([false, 'ended', 2])
  })

  it('answer the calls that were under way when the program ended', async () => {
    const { host, page } = await arrange({ 'settings.get': () => defaultSettings, 'profile.list': hang })
    const reply = page.call('profile.list', {})
    await host.host.close()
    expect(await reply).toMatchObject({ ok: false, failure: { code: 'program-ended' } })
  })
})

function hang(): Promise<never> {
  return new Promise(() => undefined)
}

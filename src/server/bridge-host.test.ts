import { describe, expect, it, vi } from 'vitest'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import { createFailure } from '#shared/failure.ts'
import { defaultSettings } from '#shared/settings.ts'
import { openKnownPage, openPage, signIn, startTestHost, tryUpgrade } from './test-host.ts'

const event: BridgeEvent = { name: 'profiles.changed', payload: { profiles: [] } }

describe('the upgrade', () => {
  it.each<[string, (cookie: string) => Record<string, string>, number]>([
    ['the cookie', (cookie) => ({ Cookie: cookie }), 101],
    ['no cookie', () => ({}), 401],
    ['a changed cookie', (cookie) => ({ Cookie: `${cookie}x` }), 401],
    ['a cookie of another launch', (cookie) => ({ Cookie: cookie.replace(/-\w+=/, '-000000000000=') }), 401],
    ['no WebSocket key', (cookie) => ({ Cookie: cookie, 'Sec-WebSocket-Key': 'short' }), 400],
  ])('with %s', async (_situation, forge, status) => {
    const host = await startTestHost()
    const { cookie } = await signIn(host)
    const headers = { Origin: `http://127.0.0.1:${host.port}`, ...forge(cookie) }
    expect(await tryUpgrade(host.port, headers)).toBe(status)
  })

  it.each(['/', '/bridge/', '/bridge?x=1', '/session', '//bridge'])(
    'is refused on another path: %s',
    async (path) => {
      const host = await startTestHost()
      const { cookie } = await signIn(host)
      const headers = { Origin: `http://127.0.0.1:${host.port}`, Cookie: cookie }
      expect(await tryUpgrade(host.port, headers, path)).toBe(404)
    },
  )

  it('never agrees on compression', async () => {
    const host = await startTestHost()
    const { socket } = await openPage(host.port, await signIn(host))
    expect(socket.extensions).toBe('')
  })
})

describe('the first message', () => {
  it.each([
    ['a call', { id: 1, name: 'settings.get', input: {} }],
    ['a wrong page token', { pageToken: 'guess.guess' }],
    ['a page token that is no text', { pageToken: 1 }],
    ['a page token and more', { pageToken: 'guess', name: 'settings.get' }],
    ['nothing', null],
  ])('of a socket ends it when it is %s', async (_situation, message) => {
    const called: string[] = []
    const host = await startTestHost({
      'settings.get': () => {
        called.push('settings.get')
        return defaultSettings
      },
    })
    const page = await openPage(host.port, await signIn(host))
    page.sendJson(message)
    page.sendJson({ id: 2, name: 'settings.get', input: {} })
    expect([await page.closed, called, host.host.countPages()]).toEqual([1008, [], 0])
  })

  it('may be wrong once: the right token after it changes nothing', async () => {
    const host = await startTestHost()
    const session = await signIn(host)
    const page = await openPage(host.port, session)
    page.sendJson({ pageToken: 'guess.guess' })
    page.sendJson({ pageToken: session.pageToken })
    expect([await page.closed, host.host.countPages()]).toEqual([1008, 0])
  })

  it('must come within five seconds', async () => {
    const host = await startTestHost()
    const page = await openPage(host.port, await signIn(host))
    host.clock.advance(5_000)
    expect(await page.closed).toBe(1006)
  })

  it('locks the host when it is wrong for the 20th time', async () => {
    const host = await startTestHost()
    const session = await signIn(host)
    for (let attempt = 0; attempt < 20; attempt++) {
      const page = await openPage(host.port, session)
      page.sendJson({ pageToken: `guess.${attempt}` })
      await page.closed
    }
    expect(host.announced.slice(1)).toEqual(['locked'])
  })

  it('is not shown any event before', async () => {
    const host = await startTestHost()
    const session = await signIn(host)
    const page = await openPage(host.port, session)
    host.publish(event)
    page.sendJson({ pageToken: session.pageToken })
    page.sendJson({ id: 1, name: 'nothing', input: {} })
    expect(await page.next()).toMatchObject({ id: 1 })
  })
})

describe('calls', () => {
  it('come back with the value of their handler', async () => {
    const host = await startTestHost({ 'settings.get': () => defaultSettings })
    const page = await openKnownPage(host.port, await signIn(host))
    page.sendJson({ id: 7, name: 'settings.get', input: {} })
    expect(await page.next()).toEqual({ id: 7, reply: { ok: true, value: defaultSettings } })
  })

  it('come back as soon as each is done', async () => {
    const { promise, resolve } = Promise.withResolvers<typeof defaultSettings>()
    const host = await startTestHost({ 'settings.get': () => promise, 'profile.list': () => [] })
    const page = await openKnownPage(host.port, await signIn(host))
    page.sendJson({ id: 1, name: 'settings.get', input: {} })
    page.sendJson({ id: 2, name: 'profile.list', input: {} })
    const first = await page.next()
    resolve(defaultSettings)
    expect([first, await page.next()]).toEqual([
      { id: 2, reply: { ok: true, value: [] } },
      { id: 1, reply: { ok: true, value: defaultSettings } },
    ])
  })

  it.each([
    ['of an unknown name', { name: 'conversation.destroy', input: {} }, 'invalid-input'],
    ['of a name of every object', { name: 'constructor', input: {} }, 'invalid-input'],
    ['with an input that does not fit', { name: 'settings.get', input: { extra: 1 } }, 'invalid-input'],
    ['that fail', { name: 'settings.get', input: {} }, 'not-found'],
  ])('%s come back as a failure', async (_situation, call, code) => {
    const host = await startTestHost()
    const page = await openKnownPage(host.port, await signIn(host))
    page.sendJson({ id: 3, ...call })
    expect(await page.next()).toMatchObject({ id: 3, reply: { ok: false, failure: { code } } })
  })

  it('whose handler breaks come back without stack, path, key or SQL', async () => {
    const host = await startTestHost({
      'settings.get': () => {
        throw new Error('SELECT app_key FROM secrets at /home/me/file.ts: canary-app-key')
      },
    })
    const page = await openKnownPage(host.port, await signIn(host))
    page.sendJson({ id: 1, name: 'settings.get', input: {} })
    expect(await page.next()).toEqual({ id: 1, reply: { ok: false, failure: createFailure('unexpected') } })
  })

  it.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['no id', '{"name":"settings.get","input":{}}'],
    ['an id that is no whole number', '{"id":1.5,"name":"settings.get","input":{}}'],
    ['a name that is no text', '{"id":1,"name":["settings.get"],"input":{}}'],
    ['a name that is too long', JSON.stringify({ id: 1, name: 'x'.repeat(101), input: {} })],
    ['an extra key', '{"id":1,"name":"settings.get","input":{},"more":1}'],
    ['a prototype key', '{"id":1,"name":"settings.get","input":{},"__proto__":{"more":1}}'],
    ['bytes', Buffer.from('{"id":1,"name":"settings.get","input":{}}')],
  ])('with %s end the socket', async (_situation, message) => {
    const host = await startTestHost({ 'settings.get': () => defaultSettings })
    const page = await openKnownPage(host.port, await signIn(host))
    page.socket.send(message)
    expect([await page.closed, host.host.countPages()]).toEqual([1008, 0])
  })

  it('larger than 1 MB end the socket', async () => {
    const host = await startTestHost()
    const page = await openKnownPage(host.port, await signIn(host))
    page.sendJson({ id: 1, name: 'question.ask', input: 'x'.repeat(1024 * 1024) })
    expect(await page.closed).toBe(1009)
  })

  it('in a flood are refused, and the page stays', async () => {
    const host = await startTestHost({ 'profile.list': () => [] })
    const page = await openKnownPage(host.port, await signIn(host))
    const sent = 300
    for (let id = 1; id <= sent; id++) page.sendJson({ id, name: 'profile.list', input: {} })
    let refused = 0
    for (let id = 1; id <= sent; id++)
      if (JSON.stringify(await page.next()).includes('too-many-calls')) refused += 1
    // One call of the allowance of 200 made the page known.
    expect([refused, host.host.countPages()]).toEqual([101, 1])
  })
})

describe('events', () => {
  it('reach every page in order', async () => {
    const host = await startTestHost()
    const session = await signIn(host)
    const pages = [await openKnownPage(host.port, session), await openKnownPage(host.port, session)]
    const second: BridgeEvent = { name: 'history.changed', payload: { failure: null } }
    host.publish(event)
    host.publish(second)
    const seen = await Promise.all(pages.map(async (page) => [await page.next(), await page.next()]))
    expect(seen).toEqual([
      [{ event }, { event: second }],
      [{ event }, { event: second }],
    ])
  })

  it('are not sent on for ever to a page that does not read', async () => {
    const host = await startTestHost()
    const session = await signIn(host)
    const [slow, quick] = [await openKnownPage(host.port, session), await openKnownPage(host.port, session)]
    slow.socket.pause()
    const large: BridgeEvent = {
      name: 'history.changed',
      payload: { failure: createFailure('unexpected', undefined, { message: 'x'.repeat(1024 * 1024) }) },
    }
    for (let count = 0; count < 40 && host.host.countPages() === 2; count++) {
      host.publish(large)
      await quick.next()
    }
    slow.socket.resume()
    expect([host.host.countPages(), await slow.closed]).toEqual([1, 1006])
  })
})

describe('pings', () => {
  it('end a socket whose page has not answered the last one, and leave the others', async () => {
    const host = await startTestHost()
    const session = await signIn(host)
    const dead = await openPage(host.port, session, { autoPong: false })
    dead.sendJson({ pageToken: session.pageToken })
    const pinged = new Promise((resolve) => dead.socket.once('ping', resolve))
    const living = await openKnownPage(host.port, session)
    const ponged = new Promise((resolve) => living.socket.once('ping', resolve))
    host.clock.advance(20_000)
    await Promise.all([pinged, ponged])
    // The host has read the pong once it answers what was sent after it.
    living.sendJson({ id: 1, name: 'nothing', input: {} })
    await living.next()
    host.clock.advance(20_000)
    expect([await dead.closed, host.host.countPages()]).toEqual([1006, 1])
  })
})

describe('pages', () => {
  it('are counted while they are there', async () => {
    const host = await startTestHost()
    const session = await signIn(host)
    const page = await openKnownPage(host.port, session)
    const during = host.host.countPages()
    page.socket.close()
    await page.closed
    // The host's end of the socket closes a moment after the page's.
    await vi.waitFor(() => expect([during, host.host.countPages()]).toEqual([1, 0]), 10_000)
  })
})

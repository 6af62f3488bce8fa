import { describe, expect, it } from 'vitest'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import type { HostConnection } from './host-connection.ts'
import { connectSocket } from './socket-bridge.ts'

const event: BridgeEvent = { name: 'profiles.changed', payload: { profiles: [] } }

/** A socket whose other end is the test. */
class ScriptedSocket extends EventTarget {
  readonly sent: unknown[] = []
  isClosed = false

  send(text: string): void {
    this.sent.push(JSON.parse(text))
  }

  close(): void {
    this.isClosed = true
  }

  open(): void {
    this.dispatchEvent(new Event('open'))
  }

  receive(message: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
  }

  lose(code = 1006): void {
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
  }
}

interface Timer {
  readonly delayMs: number
  readonly callback: () => void
}

interface Arranged {
  readonly connection: HostConnection
  readonly sockets: ScriptedSocket[]
  readonly posted: unknown[]
  readonly shownPaths: (string | URL | null | undefined)[]
  readonly stored: Map<string, string>
  /** What POST /session answers; null is no answer at all. */
  readonly host: { answer: Response | null }
  readonly timers: Set<Timer>
  /** Lets a waiting time of this length be over. */
  pass(delayMs: number): void
  reconnections: number
}

function grant(pageToken = 'page-1'): Response {
  return Response.json({ pageToken })
}

interface ArrangeOptions {
  readonly hash?: string
  readonly stored?: string
  readonly random?: number
  readonly isReachable?: boolean
}

async function arrange(options: ArrangeOptions = {}): Promise<Arranged> {
  const { hash = '#token=launch', stored, random = 0, isReachable = true } = options
  const sockets: ScriptedSocket[] = []
  const posted: unknown[] = []
  const shownPaths: Arranged['shownPaths'] = []
  const store = new Map(stored === undefined ? [] : [['adp-desk.page-token', stored]])
  const timers = new Set<Timer>()
  const host: Arranged['host'] = { answer: isReachable ? grant() : null }
  const connection = connectSocket({
    location: { hash, host: '127.0.0.1:1', pathname: '/', search: '' },
    history: { replaceState: (_state, _title, path) => void shownPaths.push(path) },
    storage: {
      getItem: (name) => store.get(name) ?? null,
      setItem: (name, value) => void store.set(name, value),
    },
    fetch: (url, { method, body }) => {
      posted.push([method, url, JSON.parse(String(body))])
      return host.answer
        ? Promise.resolve(host.answer.clone())
        : Promise.reject(new TypeError('fetch failed'))
    },
    openSocket: () => {
      const socket = new ScriptedSocket()
      sockets.push(socket)
      // The bridge uses no more of a WebSocket than is here.
      return socket as unknown as WebSocket
    },
    after: (delayMs, callback) => {
      const timer = { delayMs, callback }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    random: () => random,
  })
  const arranged: Arranged = {
    connection,
    sockets,
    posted,
    shownPaths,
    stored: store,
    host,
    timers,
    pass: (delayMs) => {
      for (const timer of [...timers]) if (timer.delayMs === delayMs && timers.delete(timer)) timer.callback()
    },
    reconnections: 0,
  }
  connection.onReconnected(() => (arranged.reconnections += 1))
  await settle()
  return arranged
}

/** Lets everything that is ready to happen happen. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

async function arrangeConnected(): Promise<Arranged & { readonly socket: ScriptedSocket }> {
  const arranged = await arrange()
  const [socket] = arranged.sockets
  if (!socket) throw new Error('no socket was opened')
  socket.open()
  return Object.assign(arranged, { socket })
}

/** What the bridge is waiting for. */
function listDelays({ timers }: Arranged): number[] {
  return [...timers].map(({ delayMs }) => delayMs)
}

describe('the first connection', () => {
  it('takes the launch token out of the address at once, shows it to the host and keeps what it gets', async () => {
    const { shownPaths, posted, stored, sockets, connection } = await arrange()
    sockets[0]?.open()
    expect({
      shownPaths,
      posted,
      stored: [...stored.values()],
      sent: sockets.map(({ sent }) => sent),
      status: connection.status.value,
    }).toEqual({
      shownPaths: ['/'],
      posted: [['POST', '/session', { launchToken: 'launch' }]],
      stored: ['page-1'],
      sent: [[{ pageToken: 'page-1' }]],
      status: 'connected',
    })
  })

  it('of a page that is loaded again shows the token that was kept', async () => {
    const { posted, shownPaths } = await arrange({ hash: '', stored: 'page-0' })
    expect([posted, shownPaths]).toEqual([[['POST', '/session', { pageToken: 'page-0' }]], []])
  })

  it.each([400, 401, 403, 404, 421])('is given up when the host says no: %i', async (status) => {
    const arranged = await arrangeConnected()
    arranged.host.answer = new Response('', { status })
    arranged.socket.lose()
    arranged.pass(300)
    await settle()
    expect([arranged.connection.status.value, arranged.sockets.length, listDelays(arranged)]).toEqual([
      'ended',
      1,
      [],
    ])
  })

  it('tells calls in words that there is nothing to connect to any more', async () => {
    const { connection, socket } = await arrangeConnected()
    const before = connection.call('settings.get', {})
    socket.lose(1001)
    const after = connection.call('settings.get', {})
    expect([connection.status.value, await before, await after]).toMatchObject([
      'ended',
      { ok: false, failure: { code: 'program-ended', retryable: false } },
      { ok: false, failure: { code: 'program-ended', retryable: false } },
    ])
  })

  it('is tried again when nothing answers, with the same launch token', async () => {
    const arranged = await arrange({ isReachable: false })
    const before = arranged.connection.status.value
    arranged.host.answer = grant()
    arranged.pass(300)
    await settle()
    arranged.sockets[0]?.open()
    expect([before, arranged.posted, arranged.connection.status.value, arranged.reconnections]).toEqual([
      'connecting',
      [
        ['POST', '/session', { launchToken: 'launch' }],
        ['POST', '/session', { launchToken: 'launch' }],
      ],
      'connected',
      0,
    ])
  })
})

describe('calls', () => {
  it('come back to whoever made them', async () => {
    const { connection, socket } = await arrangeConnected()
    const first = connection.call('settings.get', {})
    const second = connection.call('profile.list', {})
    socket.receive({ id: 1, reply: { ok: true, value: [] } })
    socket.receive({ id: 0, reply: { ok: true, value: 'settings' } })
    expect([socket.sent.slice(1), await first, await second]).toEqual([
      [
        { id: 0, name: 'settings.get', input: {} },
        { id: 1, name: 'profile.list', input: {} },
      ],
      { ok: true, value: 'settings' },
      { ok: true, value: [] },
    ])
  })

  it('that were under way fail at once when the connection is lost', async () => {
    const { connection, socket } = await arrangeConnected()
    const reply = connection.call('settings.get', {})
    socket.lose()
    expect(await reply).toMatchObject({ ok: false, failure: { code: 'program-lost', retryable: true } })
  })

  it('made without a connection wait for it', async () => {
    const arranged = await arrangeConnected()
    arranged.socket.lose()
    const reply = arranged.connection.call('settings.get', {})
    arranged.pass(300)
    await settle()
    arranged.sockets[1]?.open()
    arranged.sockets[1]?.receive({ id: 0, reply: { ok: true, value: 'settings' } })
    expect([arranged.sockets[1]?.sent, await reply]).toEqual([
      [{ pageToken: 'page-1' }, { id: 0, name: 'settings.get', input: {} }],
      { ok: true, value: 'settings' },
    ])
  })

  it('made without a connection fail after eight seconds, and are not sent later', async () => {
    const arranged = await arrangeConnected()
    arranged.socket.lose()
    const reply = arranged.connection.call('settings.get', {})
    arranged.pass(8_000)
    arranged.pass(300)
    await settle()
    arranged.sockets[1]?.open()
    expect([await reply, arranged.sockets[1]?.sent]).toMatchObject([
      { ok: false, failure: { code: 'program-lost' } },
      [{ pageToken: 'page-1' }],
    ])
  })

  it('without an answer fail after a minute', async () => {
    const { connection, pass } = await arrangeConnected()
    const reply = connection.call('settings.get', {})
    pass(60_000)
    expect(await reply).toMatchObject({ ok: false, failure: { code: 'program-lost' } })
  })

  it('leave no timer behind', async () => {
    const arranged = await arrangeConnected()
    const reply = arranged.connection.call('settings.get', {})
    arranged.socket.receive({ id: 0, reply: { ok: true, value: 'settings' } })
    await reply
    expect(listDelays(arranged)).toEqual([])
  })
})

describe('events', () => {
  it('reach every listener in order until it leaves', async () => {
    const { connection, socket } = await arrangeConnected()
    const seen: string[] = []
    connection.on(({ name }) => seen.push(`a ${name}`))
    const leave = connection.on(({ name }) => seen.push(`b ${name}`))
    socket.receive({ event })
    leave()
    socket.receive({ event })
    expect(seen).toEqual(['a profiles.changed', 'b profiles.changed', 'a profiles.changed'])
  })

  it.each([
    ['an unknown name', { event: { name: 'constructor', payload: {} } }],
    ['more than a name and a payload', { event: { ...event, more: 1 } }],
    ['a reply beside it', { event, id: 1, reply: { ok: true, value: 1 } }],
    ['no message', []],
  ])('with %s are not passed on', async (_situation, message) => {
    const { connection, socket } = await arrangeConnected()
    const seen: unknown[] = []
    connection.on((received) => seen.push(received))
    socket.receive(message)
    expect([seen, connection.status.value]).toEqual([[], 'connected'])
  })
})

describe('a lost connection', () => {
  it('comes back with the last page token, and says so', async () => {
    const arranged = await arrangeConnected()
    arranged.socket.lose()
    const lost = arranged.connection.status.value
    arranged.host.answer = grant('page-2')
    arranged.pass(300)
    await settle()
    arranged.sockets[1]?.open()
    expect({
      lost,
      status: arranged.connection.status.value,
      posted: arranged.posted.at(-1),
      sent: arranged.sockets[1]?.sent,
      reconnections: arranged.reconnections,
    }).toEqual({
      lost: 'reconnecting',
      status: 'connected',
      posted: ['POST', '/session', { pageToken: 'page-1' }],
      sent: [{ pageToken: 'page-2' }],
      reconnections: 1,
    })
  })

  it.each([
    [0, [300, 300, 600, 1200, 2400, 2500, 2500]],
    [0.999_999, [300, 600, 1200, 2400, 4800, 5000, 5000]],
  ])(
    'is tried again after pauses that grow from 0.3 to 5 seconds, spread by chance (%d)',
    async (random, pauses) => {
      const arranged = await arrange({ random })
      arranged.host.answer = null
      arranged.sockets[0]?.lose()
      const waited: number[] = []
      while (waited.length < pauses.length) {
        const [delayMs = 0] = listDelays(arranged)
        waited.push(delayMs)
        arranged.pass(delayMs)
        await settle()
      }
      expect(waited.map(Math.round)).toEqual(pauses)
    },
  )

  it('is tried quickly again once the host has said something', async () => {
    const arranged = await arrangeConnected()
    arranged.host.answer = null
    arranged.socket.lose()
    for (const pause of [300, 300]) {
      arranged.pass(pause)
      await settle()
    }
    arranged.host.answer = grant()
    arranged.pass(600)
    await settle()
    arranged.sockets[1]?.open()
    arranged.sockets[1]?.receive({ event })
    arranged.sockets[1]?.lose()
    expect(listDelays(arranged)).toEqual([300])
  })

  it('is noticed when a socket does not open within ten seconds', async () => {
    const arranged = await arrange()
    arranged.pass(10_000)
    expect([arranged.sockets[0]?.isClosed, listDelays(arranged)]).toEqual([true, [300]])
  })

  it('leaves nothing to say to a socket of the past', async () => {
    const arranged = await arrangeConnected()
    const seen: unknown[] = []
    arranged.connection.on((received) => seen.push(received))
    arranged.socket.lose()
    arranged.pass(300)
    await settle()
    arranged.sockets[1]?.open()
    arranged.socket.receive({ event })
    arranged.socket.open()
    arranged.socket.lose(1001)
    expect([
      seen,
      arranged.connection.status.value,
      arranged.reconnections,
      arranged.socket.sent.length,
    ]).toEqual([[], 'connected', 1, 1])
  })

  it('is not the end when something else answers on the port', async () => {
    const arranged = await arrangeConnected()
    arranged.host.answer = new Response('<!doctype html>')
    arranged.socket.lose()
    arranged.pass(300)
    await settle()
    expect([arranged.connection.status.value, listDelays(arranged)]).toEqual(['reconnecting', [300]])
  })
})

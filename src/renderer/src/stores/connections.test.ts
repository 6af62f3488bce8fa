import { describe, expect, it } from 'vitest'
import type { ConnectionStatus } from '#shared/connection.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { useConnectionsStore } from './connections.ts'
import { createConnection, profileId, startTestHost, type TestHost } from './test-host.ts'

type Store = ReturnType<typeof useConnectionsStore>

async function start(list: ConnectionStatus[]): Promise<{ host: TestHost; store: Store }> {
  const host = startTestHost({ 'connection.list': () => list, 'connection.wake': () => ({}) })
  const store = useConnectionsStore()
  await store.load()
  return { host, store }
}

function change(host: TestHost, connection: ConnectionStatus): void {
  host.emit({ name: 'connection.changed', payload: { connection } })
}

const unreachable = createFailure('unreachable')

describe('the connections', () => {
  it('are those of the engine, and follow it', async () => {
    const { host, store } = await start([createConnection(1), createConnection(2)])
    change(host, createConnection(2, { socket: 'open' }))
    change(host, createConnection(3, { socket: 'connecting', way: null }))
    expect([...store.byProfile.values()]).toEqual([
      createConnection(1),
      createConnection(2, { socket: 'open' }),
      createConnection(3, { socket: 'connecting', way: null }),
    ])
  })

  it('keep what happened while the list was on its way', async () => {
    const { host, store } = await start([])
    const reply = Promise.withResolvers<ConnectionStatus[]>()
    host.answers['connection.list'] = () => reply.promise
    const loading = store.load()
    change(host, createConnection(1, { socket: 'open' }))
    reply.resolve([createConnection(1), createConnection(2)])
    await loading
    expect([...store.byProfile.values()]).toEqual([
      createConnection(1, { socket: 'open' }),
      createConnection(2),
    ])
  })

  it('go on saying what was in the way while it is tried again', async () => {
    const { host, store } = await start([])
    const failures: unknown[] = []
    for (const [socket, failure] of [
      ['waiting', unreachable],
      ['connecting', null],
      ['open', null],
    ] as const) {
      change(host, createConnection(1, { socket, failure }))
      failures.push(store.byProfile.get(profileId(1))?.failure)
    }
    expect(failures).toEqual([unreachable, unreachable, null])
  })

  it('stay as they are when they cannot be read again, and waking nobody is no mistake', async () => {
    const { host, store } = await start([createConnection(1)])
    host.answers['connection.list'] = host.answers['connection.wake'] = () => {
      throw new FailureError(createFailure('program-lost'))
    }
    await store.load()
    await store.wake()
    expect([...store.byProfile.values()]).toEqual([createConnection(1)])
  })

  it('are tried again at once when the network is back', async () => {
    const { host, store } = await start([])
    await store.wake()
    expect(host.calls.at(-1)).toEqual(['connection.wake', {}])
  })
})

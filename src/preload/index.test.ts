import type { EventEmitter } from 'node:events'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Bridge } from '#shared/contract/bridge.ts'

const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  invoked: [] as unknown[][],
  emitter: undefined as EventEmitter | undefined,
}))
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  const emitter = new Emitter()
  electron.emitter = emitter
  return {
    contextBridge: { exposeInMainWorld: (key: string, api: unknown) => electron.exposed.set(key, api) },
    ipcRenderer: Object.assign(emitter, {
      invoke: async (...args: unknown[]) => {
        electron.invoked.push(args)
        return { ok: true, value: 1 }
      },
    }),
  }
})
await import('./index.ts')

// What was exposed under this name is the bridge; the first test looks at it.
const bridge = electron.exposed.get('adpDesk') as Bridge

beforeEach(() => {
  electron.invoked.length = 0
})

it('the page gets one frozen object with two functions', () => {
  expect([
    [...electron.exposed.keys()],
    Object.isFrozen(bridge),
    Object.entries(bridge).map(([name, member]) => [name, typeof member]),
  ]).toEqual([
    ['adpDesk'],
    true,
    [
      ['call', 'function'],
      ['on', 'function'],
    ],
  ])
})

it('a call goes out on one channel, whatever its name', async () => {
  // A page can send any name; dispatch.ts refuses those that are none.
  const reply = await bridge.call('adp-desk:event' as 'app.describe', {})
  expect({ invoked: electron.invoked, reply }).toEqual({
    invoked: [['adp-desk:call', 'adp-desk:event', {}]],
    reply: { ok: true, value: 1 },
  })
})

it('a listener gets the event and nothing of Electron, until it is taken off', () => {
  const heard: unknown[][] = []
  const end = bridge.on((...args) => heard.push(args))
  electron.emitter?.emit('adp-desk:event', { sender: 'electron' }, { name: 'one' }, 'more')
  end()
  electron.emitter?.emit('adp-desk:event', { sender: 'electron' }, { name: 'two' })
  expect(heard).toEqual([[{ name: 'one' }]])
})

import { EventEmitter } from 'node:events'
import type { IpcMainInvokeEvent, WebContents } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import type { Handlers } from '#shared/contract/dispatch.ts'
import { silentLog } from '#core/log.ts'
import { createTestClock } from '#core/test-clock.ts'
import { openIpcHost } from './ipc-host.ts'

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => Promise<unknown>

/** What the program registers with Electron. */
const registered = vi.hoisted(() => new Map<string, unknown>())
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, handler: unknown) => registered.set(channel, handler) },
}))

const described = { version: '1' }
// Calls of these tests reach no other handler.
const handlers = {
  'app.describe': () => described,
  'profile.list': () => {
    throw new Error('SELECT secret FROM profiles at /home/someone/store.ts:3')
  },
} as unknown as Handlers

class Contents extends EventEmitter {
  readonly sent: unknown[][] = []
  send(...args: unknown[]): void {
    this.sent.push(args)
  }
}

function openHost() {
  registered.clear()
  const host = openIpcHost({ handlers, clock: createTestClock(), log: silentLog })
  const contents = new Contents()
  // Of web contents the host uses events and `send`.
  host.add(contents as unknown as WebContents)
  const handler = registered.get('adp-desk:call') as Handler
  const call = (event: object, ...args: unknown[]) => handler(event as IpcMainInvokeEvent, ...args)
  return { host, contents, call }
}

const topFrame = { parent: null, origin: 'app://adp-desk' }
const refusal = {
  ok: false,
  failure: {
    code: 'invalid-input',
    message: 'The input is not valid.',
    retryable: false,
    detail: { cause: 'unknown sender' },
  },
}

let opened: ReturnType<typeof openHost>
beforeEach(() => {
  opened = openHost()
})

it('there is one channel for calls', () => {
  expect([...registered.keys()]).toEqual(['adp-desk:call'])
})

it('our page in the top frame of a known window is answered', async () => {
  const { call, contents } = opened
  expect(await call({ sender: contents, senderFrame: topFrame }, 'app.describe', {})).toEqual({
    ok: true,
    value: described,
  })
})

describe('a call is refused', () => {
  it.each([
    ['from a frame that is gone', null],
    ['from a frame inside our page', { parent: topFrame, origin: 'app://adp-desk' }],
    ['from a foreign frame inside our page', { parent: topFrame, origin: 'https://evil.test' }],
    ['from a foreign page', { parent: null, origin: 'https://evil.test' }],
    ['from a page whose host begins like ours', { parent: null, origin: 'app://adp-desk.evil' }],
    ['from our host on another scheme', { parent: null, origin: 'https://adp-desk' }],
    ['from our host on a port', { parent: null, origin: 'app://adp-desk:80' }],
    ['from another host of our scheme', { parent: null, origin: 'app://other' }],
    ['from a file', { parent: null, origin: 'file://' }],
    ['from an opaque origin', { parent: null, origin: 'null' }],
    ['from an address where an origin belongs', { parent: null, origin: 'app://adp-desk/' }],
    ['from an empty origin', { parent: null, origin: '' }],
  ])('%s', async (_situation, senderFrame) => {
    const { call, contents } = opened
    expect(await call({ sender: contents, senderFrame }, 'app.describe', {})).toEqual(refusal)
  })

  it('from web contents that are no window of ours', async () => {
    expect(await opened.call({ sender: new Contents(), senderFrame: topFrame }, 'app.describe', {})).toEqual(
      refusal,
    )
  })

  it('from a window that is gone', async () => {
    const { call, contents } = opened
    contents.emit('destroyed')
    expect(await call({ sender: contents, senderFrame: topFrame }, 'app.describe', {})).toEqual(refusal)
  })
})

it('a mistake in the program comes out without its words', async () => {
  const { call, contents } = opened
  expect(await call({ sender: contents, senderFrame: topFrame }, 'profile.list', {})).toEqual({
    ok: false,
    failure: {
      code: 'unexpected',
      message: 'Something unexpected happened in ADP Desk. Try again.',
      retryable: true,
    },
  })
})

it('one page that calls too often does not use up the allowance of another', async () => {
  const { host, call, contents } = opened
  const other = new Contents()
  host.add(other as unknown as WebContents)
  for (let count = 0; count < 300; count += 1)
    await call({ sender: contents, senderFrame: topFrame }, 'app.describe', {})
  const replies = await Promise.all(
    [contents, other].map((sender) => call({ sender, senderFrame: topFrame }, 'app.describe', {})),
  )
  expect(replies).toEqual([
    expect.objectContaining({ failure: expect.objectContaining({ code: 'too-many-calls' }) }),
    { ok: true, value: described },
  ])
})

it('an event goes to every window that is there, in order', () => {
  const { host, contents } = opened
  const gone = new Contents()
  host.add(gone as unknown as WebContents)
  gone.emit('destroyed')
  const first: BridgeEvent = { name: 'history.changed', payload: { failure: null } }
  const second: BridgeEvent = { name: 'profiles.changed', payload: { profiles: [] } }
  host.publish(first)
  host.publish(second)
  expect({ open: contents.sent, gone: gone.sent }).toEqual({
    open: [
      ['adp-desk:event', first],
      ['adp-desk:event', second],
    ],
    gone: [],
  })
})

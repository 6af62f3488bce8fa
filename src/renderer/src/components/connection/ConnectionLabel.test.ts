import { describe, expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import type { ConnectionStatus } from '#shared/connection.ts'
import { createFailure } from '#shared/failure.ts'
import type { Profile } from '#shared/profile.ts'
import { i18n } from '../../i18n/index.ts'
import { useConnectionsStore } from '../../stores/connections.ts'
import { createConnection, createProfile, startTestHost } from '../../stores/test-host.ts'
import ConnectionLabel from './ConnectionLabel.vue'

/** What is read, what the mark says, which buttons there are. */
async function describeLabel(wish: Partial<Profile>, status?: Partial<ConnectionStatus>) {
  startTestHost({ 'connection.list': () => (status ? [createConnection(1, status)] : []) })
  await useConnectionsStore().load()
  const html = await renderToString(
    createSSRApp(ConnectionLabel, { profile: createProfile(1, wish) }).use(i18n),
  )
  return {
    words: html.replace(/<button[\s\S]*<\/button>|<[^>]*>/g, '').trim(),
    mark: /role="img" aria-label="([^"]*)"/.exec(html)?.[1],
    buttons: Array.from(html.matchAll(/<button[^>]* aria-label="([^"]*)"/g), ([, name]) => name),
  }
}

const failure = createFailure('unreachable')
const sse = { accessMethod: 'sse', protocolVersion: 'v1' } as const
const warning = 'There is no WebSocket at the moment'

describe('the label of a connection', () => {
  it.each<[string, Partial<Profile>, Partial<ConnectionStatus> | undefined, Record<string, unknown>]>([
    ['is the wish', {}, undefined, { words: 'Automatic', mark: undefined, buttons: [] }],
    [
      'is the wish with its version',
      { accessMethod: 'websocket', protocolVersion: 'v1' },
      undefined,
      { words: 'WebSocket · v1', mark: undefined, buttons: [] },
    ],
    [
      'is the way and its state',
      {},
      { socket: 'open' },
      { words: 'WebSocket · v2', mark: 'WebSocket, open', buttons: [] },
    ],
    [
      'warns when HTTP SSE stands in',
      {},
      { way: sse, failure },
      { words: 'HTTP SSE · v1', mark: 'HTTP SSE, a connection for each question', buttons: [warning] },
    ],
    [
      'warns when a lost connection is tried again',
      {},
      { socket: 'waiting', failure },
      { words: 'WebSocket · v2', mark: 'WebSocket, lost and soon tried again', buttons: [warning] },
    ],
  ])('%s', async (_title, wish, status, expected) => {
    expect(await describeLabel(wish, status)).toEqual(expected)
  })
})

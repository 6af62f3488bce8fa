import { describe, expect, it } from 'vitest'
import type { ConnectionStatus } from '#shared/connection.ts'
import { createFailure } from '#shared/failure.ts'
import type { Profile } from '#shared/profile.ts'
import { createConnection, createProfile } from '../../stores/test-host.ts'
import { describeConnection, type ConnectionView } from './describe-connection.ts'

const failure = createFailure('unreachable')
const sse = { accessMethod: 'sse', protocolVersion: 'v1' } as const

describe('what is shown of the way to an application', () => {
  it.each<[string, Partial<Profile>, Partial<ConnectionStatus> | undefined, Partial<ConnectionView>]>([
    ['before the first question is what the profile wants', {}, undefined, {}],
    [
      'before the first question of a profile that leaves nothing open',
      { accessMethod: 'sse', protocolVersion: 'v2' },
      undefined,
      { accessMethod: 'sse', protocolVersion: 'v2' },
    ],
    [
      'while the first connection is being made',
      {},
      { way: null, socket: 'connecting' },
      { state: 'connecting' },
    ],
    [
      'after the only way has failed',
      { accessMethod: 'websocket' },
      { way: null, failure },
      { accessMethod: 'websocket', failure },
    ],
    [
      'over a WebSocket',
      {},
      { socket: 'open' },
      { accessMethod: 'websocket', protocolVersion: 'v2', isWish: false, state: 'open' },
    ],
    [
      'over a WebSocket that nobody has used for a while',
      {},
      { socket: 'closed' },
      { accessMethod: 'websocket', protocolVersion: 'v2', isWish: false, state: 'idle' },
    ],
    [
      'over a WebSocket that was lost',
      {},
      { socket: 'waiting', failure },
      {
        accessMethod: 'websocket',
        protocolVersion: 'v2',
        isWish: false,
        state: 'waiting',
        failure,
        meanwhile: 'again',
      },
    ],
    [
      'over HTTP SSE, because that was chosen',
      { accessMethod: 'sse' },
      { way: sse },
      { accessMethod: 'sse', protocolVersion: 'v1', isWish: false, state: 'sse' },
    ],
    [
      'over HTTP SSE, which stands in',
      {},
      { way: sse, failure },
      { accessMethod: 'sse', protocolVersion: 'v1', isWish: false, state: 'sse', failure, meanwhile: 'sse' },
    ],
    [
      'over HTTP SSE, while the WebSocket is tried again',
      {},
      { way: sse, socket: 'waiting', failure },
      {
        accessMethod: 'sse',
        protocolVersion: 'v1',
        isWish: false,
        state: 'sse',
        failure,
        meanwhile: 'sse-and-again',
      },
    ],
  ])('%s', (_title, wish, status, expected) => {
    const view = describeConnection(createProfile(1, wish), status && createConnection(1, status))
    expect(view).toEqual({
      accessMethod: 'automatic',
      protocolVersion: 'automatic',
      isWish: true,
      state: undefined,
      failure: undefined,
      meanwhile: undefined,
      ...expected,
    })
  })
})

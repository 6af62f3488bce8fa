import { describe, expect, it } from 'vitest'
import { createFailure, type Failure } from '#shared/failure.ts'
import { firstWay, nextWay, type AccessChoice, type Way } from './access.ts'

const automatic: AccessChoice = { accessMethod: 'automatic', protocolVersion: 'automatic', canGetToken: true }
const keyOnly: AccessChoice = { ...automatic, canGetToken: false }

function way(text: string): Way {
  const [accessMethod, protocolVersion] = text.split(' ')
  return {
    accessMethod: accessMethod === 'websocket' ? 'websocket' : 'sse',
    protocolVersion: protocolVersion === 'v1' ? 'v1' : 'v2',
  }
}

function inWords(found: Way | undefined): string {
  return found ? `${found.accessMethod} ${found.protocolVersion}` : 'none'
}

describe('the first way', () => {
  it.each<[string, Partial<AccessChoice>, string]>([
    ['with something to get a token with', {}, 'websocket v2'],
    ['with an AppKey alone', { canGetToken: false }, 'sse v2'],
    ['that the person chose', { accessMethod: 'sse', protocolVersion: 'v1' }, 'sse v1'],
    [
      'that the person chose, though there is no token to be had',
      { accessMethod: 'websocket', canGetToken: false },
      'websocket v2',
    ],
    ['that worked a while ago', { known: { way: way('sse v1'), isFresh: true } }, 'sse v1'],
    [
      'that worked long ago, in the version that worked',
      { known: { way: way('sse v1'), isFresh: false } },
      'websocket v1',
    ],
    [
      'that worked while there were credentials',
      { canGetToken: false, known: { way: way('websocket v1'), isFresh: true } },
      'sse v1',
    ],
    [
      'that worked before the person chose',
      { accessMethod: 'websocket', known: { way: way('sse v1'), isFresh: true } },
      'websocket v1',
    ],
  ])('%s', (_title, change, expected) => {
    expect(inWords(firstWay({ ...automatic, ...change }))).toBe(expected)
  })
})

const noPath = createFailure('not-adp', { httpStatus: 404 })
const wrongType = createFailure('application-unavailable', { remoteCode: 460030 })
const noHandler = createFailure('service-failed', { remoteCode: 460002 })
const unknownApp = createFailure('application-unavailable', { remoteCode: 460004 })
const unreachable = createFailure('unreachable')

describe('the next way', () => {
  const sent = { isUnsent: false, hasBegun: false }
  const unsent = { isUnsent: true, hasBegun: false }

  it.each<[string, AccessChoice, string[], Failure, typeof sent, string]>([
    ['after a path that is not there is the other version', keyOnly, ['sse v2'], noPath, sent, 'sse v1'],
    [
      'after a method that is not allowed',
      keyOnly,
      ['sse v2'],
      createFailure('not-adp', { httpStatus: 405 }),
      sent,
      'sse v1',
    ],
    [
      'after a status that says "not implemented"',
      keyOnly,
      ['sse v2'],
      createFailure('unavailable', { httpStatus: 501 }),
      sent,
      'sse v1',
    ],
    ['after an application of another type', keyOnly, ['sse v2'], wrongType, sent, 'sse v1'],
    ['after an unknown event', automatic, ['websocket v2'], noHandler, sent, 'websocket v1'],
    ['from v1, which had worked, is v2', keyOnly, ['sse v1'], wrongType, sent, 'sse v2'],
    ['is none when both versions are refused', keyOnly, ['sse v2', 'sse v1'], noPath, sent, 'none'],
    [
      'is none for a version that the person chose',
      { ...keyOnly, protocolVersion: 'v2' },
      ['sse v2'],
      noPath,
      sent,
      'none',
    ],
    [
      'is none for a wrong AppKey',
      keyOnly,
      ['sse v2'],
      createFailure('key-refused', { remoteCode: 4505004 }),
      sent,
      'none',
    ],
    [
      'is none for an unpublished application',
      keyOnly,
      ['sse v2'],
      createFailure('application-unavailable', { remoteCode: 460048 }),
      sent,
      'none',
    ],
    [
      'is none once the answer has begun',
      keyOnly,
      ['sse v2'],
      wrongType,
      { isUnsent: false, hasBegun: true },
      'none',
    ],
    [
      'after a WebSocket that cannot be opened is HTTP SSE',
      automatic,
      ['websocket v2'],
      unreachable,
      unsent,
      'sse v2',
    ],
    [
      'after a token that is not to be had',
      automatic,
      ['websocket v1'],
      createFailure('credentials-refused'),
      unsent,
      'sse v1',
    ],
    [
      'is none for a WebSocket that the person chose',
      { ...automatic, accessMethod: 'websocket' },
      ['websocket v2'],
      unreachable,
      unsent,
      'none',
    ],
    [
      'is none when the question was sent and is lost',
      automatic,
      ['websocket v2'],
      createFailure('cut-off'),
      sent,
      'none',
    ],
    [
      'after a socket path that is not there is the other version',
      automatic,
      ['websocket v2'],
      noPath,
      unsent,
      'websocket v1',
    ],
    [
      'after both socket paths is HTTP SSE in the version that comes first',
      automatic,
      ['websocket v2', 'websocket v1'],
      noPath,
      unsent,
      'sse v2',
    ],
    [
      'after the socket paths and one version is the other',
      automatic,
      ['websocket v2', 'websocket v1', 'sse v2'],
      noPath,
      sent,
      'sse v1',
    ],
    [
      'is none when everything was refused',
      automatic,
      ['websocket v2', 'websocket v1', 'sse v2', 'sse v1'],
      noPath,
      sent,
      'none',
    ],
    [
      'after an application that is unknown over HTTP SSE is a WebSocket',
      { ...automatic, known: { way: way('sse v2'), isFresh: true } },
      ['sse v2'],
      unknownApp,
      sent,
      'websocket v2',
    ],
    ['is none for an unknown application without credentials', keyOnly, ['sse v2'], unknownApp, sent, 'none'],
    [
      'is none for an application that is unknown on a WebSocket',
      automatic,
      ['websocket v2'],
      unknownApp,
      sent,
      'none',
    ],
  ])('%s', (_title, choice, tried, failure, progress, expected) => {
    expect(inWords(nextWay(choice, tried.map(way), failure, progress))).toBe(expected)
  })
})

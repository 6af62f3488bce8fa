// Owns what is shown of the way to an application: the way that is really taken, or what the profile wants before there is
// one. Pure. The words are in i18n under `conversation.connection`, the pictures in ConnectionMark.vue.
import type { ConnectionStatus } from '#shared/connection.ts'
import type { Failure } from '#shared/failure.ts'
import type { AccessMethod, Profile, ProtocolVersion } from '#shared/profile.ts'

/** Of a WebSocket: `idle` is closed until somebody asks, `waiting` is lost and tried again soon. */
export type ConnectionState = 'idle' | 'connecting' | 'open' | 'waiting' | 'sse'

export interface ConnectionView {
  readonly accessMethod: AccessMethod
  readonly protocolVersion: ProtocolVersion
  /** Whether that is only what the profile wants: nothing has been asked yet. */
  readonly isWish: boolean
  /** Undefined while there is nothing to be said of it. */
  readonly state: ConnectionState | undefined
  /** Why there is no WebSocket though one is wanted. */
  readonly failure: Failure | undefined
  /** What becomes of questions and of the WebSocket meanwhile. */
  readonly meanwhile: 'sse' | 'sse-and-again' | 'again' | undefined
}

export function describeConnection(profile: Profile, status: ConnectionStatus | undefined): ConnectionView {
  const way = status?.way ?? undefined
  const isSse = way?.accessMethod === 'sse'
  const isTriedAgain = status?.socket === 'waiting' || status?.socket === 'connecting'
  const failure = status?.failure ?? undefined
  return {
    accessMethod: way?.accessMethod ?? profile.accessMethod,
    protocolVersion: way?.protocolVersion ?? profile.protocolVersion,
    isWish: way === undefined,
    state: isSse ? 'sse' : findSocketState(status),
    failure,
    meanwhile: failure && findMeanwhile(isSse, isTriedAgain),
  }
}

function findSocketState(status: ConnectionStatus | undefined): ConnectionState | undefined {
  if (status === undefined) return undefined
  if (status.socket !== 'closed') return status.socket
  return status.way === null ? undefined : 'idle'
}

function findMeanwhile(isSse: boolean, isTriedAgain: boolean): ConnectionView['meanwhile'] {
  if (isSse) return isTriedAgain ? 'sse-and-again' : 'sse'
  return isTriedAgain ? 'again' : undefined
}

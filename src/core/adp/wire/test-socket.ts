// Owns a socket as a test holds it: opened, with everything that it has called back for.
import type { Failure } from '#shared/failure.ts'
import { systemClock, type Clock } from '../../clock.ts'
import type { ReceivedEvent } from '../channel.ts'
import { openSocket, type Socket, type SocketOpening } from './socket.ts'
import { withoutProxy } from '../proxy.ts'

export interface TestSocket {
  readonly opening: SocketOpening
  /** The open socket; throws when there is none. */
  readonly socket: Socket
  readonly events: ReceivedEvent[]
  readonly losses: Failure[]
}

export async function open(url: URL, token = 'good', clock: Clock = systemClock): Promise<TestSocket> {
  const events: ReceivedEvent[] = []
  const losses: Failure[] = []
  const opening = await openSocket(
    {
      url,
      token,
      clock,
      findProxy: withoutProxy,
      onEvent: (event) => events.push(event),
      onLost: (failure) => losses.push(failure),
    },
    new AbortController().signal,
  )
  return {
    opening,
    get socket() {
      if (!opening.ok) throw new Error(`no socket: ${opening.failure.code}`)
      return opening.socket
    },
    events,
    losses,
  }
}

/** Why there is no socket, in short. */
export function refusalOf({ opening }: TestSocket): unknown {
  return opening.ok ? 'open' : summary(opening.failure)
}

export function summary({ code, detail }: Failure): unknown {
  return [code, detail?.cause ?? detail?.remoteMessage ?? detail?.httpStatus]
}

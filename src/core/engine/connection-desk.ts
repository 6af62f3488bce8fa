// Owns what is known of the ways to the applications: which one works, whether a WebSocket stands, why it does not. What the
// client reports comes in here; pages and the next question get it from here.
import type { ConnectionStatus } from '#shared/connection.ts'
import type { ProfileId } from '#shared/ids.ts'
import type { AccessReport, SocketState, Way } from '#core/adp/client.ts'
import type { Clock } from '#core/clock.ts'
import type { Database } from '#core/store/open.ts'
import {
  findKnownWay,
  forgetKnownWay,
  listProfiles,
  setKnownWay,
  type KnownWay,
} from '#core/store/profiles.ts'
import type { EventHub } from './event-hub.ts'

export interface ConnectionDesk {
  /** Of all profiles that have taken a way, in this run or before. */
  list(): ConnectionStatus[]
  /** What worked last for this profile. */
  findKnown(profileId: ProfileId): KnownWay | undefined
  /** What the client of a profile reports to. */
  createReport(profileId: ProfileId): AccessReport
  /** The profile was deleted, or changed so that what was known of its ways may be wrong. */
  forget(profileId: ProfileId): void
}

export interface ConnectionDeskOptions {
  readonly db: Database
  readonly clock: Clock
  readonly hub: EventHub
  /** Does what an answer must not end of when the history refuses it. */
  readonly attempt: (work: () => void) => void
}

/** What is known of the ways of one profile, until something about them is changed. */
interface Ways {
  /** Of each generation that was tried, the newest last. */
  readonly sockets: Map<Way['protocolVersion'], SocketState>
  /** What worked, as it was last written. */
  known: KnownWay | undefined
}

export function createConnectionDesk({ db, clock, hub, attempt }: ConnectionDeskOptions): ConnectionDesk {
  const ways = new Map<ProfileId, Ways>()

  function getWays(profileId: ProfileId): Ways {
    const found = ways.get(profileId) ?? { sockets: new Map(), known: undefined }
    ways.set(profileId, found)
    return found
  }

  function findKnown(profileId: ProfileId): KnownWay | undefined {
    return ways.get(profileId)?.known ?? findKnownWay(db, profileId)
  }

  function describe(profileId: ProfileId): ConnectionStatus {
    const found = findKnown(profileId)
    const socket = findSocket(profileId, found?.way)
    const isSseInstead = found?.way.accessMethod === 'sse'
    const failure =
      ('failure' in socket ? socket.failure : undefined) ?? (isSseInstead ? found.instead : undefined)
    return { profileId, way: found?.way ?? null, socket: socket.type, failure: failure ?? null }
  }

  /** Of the generation that works. One that was refused has its own socket, which closes by itself some time later. */
  function findSocket(profileId: ProfileId, way: Way | undefined): SocketState {
    const sockets = ways.get(profileId)?.sockets
    const ofWay = way && sockets?.get(way.protocolVersion)
    return ofWay ?? [...(sockets?.values() ?? [])].at(-1) ?? { type: 'closed' }
  }

  function publish(profileId: ProfileId): void {
    hub.publish({ name: 'connection.changed', payload: { connection: describe(profileId) } })
  }

  return {
    list: () =>
      listProfiles(db)
        .map(({ id }) => describe(id))
        .filter(({ way, socket }) => way !== null || socket !== 'closed'),
    findKnown,
    createReport(profileId) {
      const reported = getWays(profileId)
      // A connection, or an answer, may outlive the settings that it was made with.
      const isOld = (): boolean => ways.get(profileId) !== reported
      return {
        onAccepted(way, instead) {
          if (isOld()) return
          const before = findKnown(profileId)
          const isSame =
            before?.way.accessMethod === way.accessMethod &&
            before.way.protocolVersion === way.protocolVersion
          // A way that goes on working says nothing new: that it is not a WebSocket is fresh from when it was found out.
          if (isSame && instead === undefined) return
          const next = { way, at: clock.now(), ...(instead === undefined ? {} : { instead }) }
          reported.known = next
          attempt(() => setKnownWay(db, profileId, next))
          publish(profileId)
        },
        onSocketState(state, version) {
          // Whoever asks on a connection is told its state anew.
          if (isOld() || reported.sockets.get(version) === state) return
          reported.sockets.delete(version)
          reported.sockets.set(version, state)
          publish(profileId)
        },
      }
    },
    forget(profileId) {
      ways.delete(profileId)
      attempt(() => forgetKnownWay(db, profileId))
      publish(profileId)
    },
  }
}

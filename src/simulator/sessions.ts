// Owns which conversations the service knows: their turns, told apart by application and visitor, with what the cloud API
// says about them. What a turn holds is memory.ts's.
import type { Turn } from './memory.ts'

export interface Session {
  readonly appKey: string
  readonly visitorId: string
  readonly id: string
  /** Milliseconds since the epoch, like all times here. */
  readonly createdAt: number
  updatedAt: number
  title: string
  /** Oldest first. */
  readonly turns: Turn[]
  /** Set when the context was cleared: what went before is kept, but no longer known to the application. */
  reset: { readonly at: number; readonly turnCount: number } | undefined
}

export interface SessionKey {
  readonly appKey: string
  readonly visitorId: string
  readonly id: string
}

export interface Sessions {
  /** The session of this visitor, made when there is none. */
  open(key: SessionKey, now: number): Session
  find(key: SessionKey): Session | undefined
  /** Those of an application with this id, whoever they belong to. */
  listById(appKey: string, id: string): readonly Session[]
  listByApp(appKey: string): readonly Session[]
  /** The one that was used last comes first. */
  listByVisitor(appKey: string, visitorId: string): readonly Session[]
  delete(session: Session): void
}

const maxSessions = 1000

export function createSessions(): Sessions {
  const sessions = new Map<string, Session>()
  const mapKey = ({ appKey, visitorId, id }: SessionKey) => JSON.stringify([appKey, visitorId, id])
  return {
    open(key, now) {
      const { appKey, visitorId, id } = key
      const session = sessions.get(mapKey(key)) ?? {
        appKey,
        visitorId,
        id,
        createdAt: now,
        updatedAt: now,
        title: '',
        turns: [],
        reset: undefined,
      }
      // Deleted and set again: a Map keeps insertion order, so the first key is the one unused for longest.
      sessions.delete(mapKey(key))
      sessions.set(mapKey(key), session)
      if (sessions.size > maxSessions) {
        const [oldest = ''] = sessions.keys()
        sessions.delete(oldest)
      }
      return session
    },
    find: (key) => sessions.get(mapKey(key)),
    listById: (appKey, id) =>
      [...sessions.values()].filter((session) => session.appKey === appKey && session.id === id),
    listByApp: (appKey) => [...sessions.values()].filter((session) => session.appKey === appKey),
    listByVisitor: (appKey, visitorId) =>
      [...sessions.values()]
        .filter((session) => session.appKey === appKey && session.visitorId === visitorId)
        .reverse(),
    delete: (session) => void sessions.delete(mapKey(session)),
  }
}

/** The turns that the application still knows of. */
export function knownTurns({ turns, reset }: Session): readonly Turn[] {
  return turns.slice(reset?.turnCount ?? 0)
}

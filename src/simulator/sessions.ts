// Owns what the service remembers: the turns of every session, told apart by AppKey and visitor. Text is stored as far
// as it was sent; an aborted answer keeps what it had.

export interface StoredAnswer {
  readonly recordId: string
  text: string
  isFinal: boolean
}

export interface Turn {
  readonly questionRecordId: string
  readonly question: string
  /** Milliseconds since the epoch. */
  readonly askedAt: number
  readonly answers: StoredAnswer[]
}

export interface Sessions {
  /** The turns of a session, oldest first. The caller adds the new one. */
  turns(appKey: string, visitorId: string, sessionId: string): Turn[]
}

const maxSessions = 1000

export function createSessions(): Sessions {
  const sessions = new Map<string, Turn[]>()
  return {
    turns(appKey, visitorId, sessionId) {
      const key = JSON.stringify([appKey, visitorId, sessionId])
      const turns = sessions.get(key) ?? []
      // Deleted and set again: a Map keeps insertion order, so the first key is the one unused for longest.
      sessions.delete(key)
      sessions.set(key, turns)
      if (sessions.size > maxSessions) {
        const [oldest = ''] = sessions.keys()
        sessions.delete(oldest)
      }
      return turns
    },
  }
}

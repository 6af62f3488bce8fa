// Owns what can be seen from outside of what was asked of a simulator: for the tests of others. Secrets and tokens are
// never kept.

export interface ReceivedRequest {
  readonly path: string
  /** The parsed JSON body, or the text that was none; over a socket what stands inside its event. */
  readonly body: unknown
  /** `aborted`: the client left, or asked to stop, before the end. */
  status: 'answering' | 'answered' | 'aborted'
}

/** An event that came over a socket, whatever became of it. */
export interface ReceivedEvent {
  readonly path: string
  readonly name: string
  readonly body: unknown
}

export interface SocketCounts {
  /** Connections that were upgraded to a WebSocket. */
  opened: number
  /** Tokens taken and refused. */
  accepted: number
  refused: number
  /** Connections that are there now. */
  open: number
  /** Who ended those that are gone. */
  closedByClient: number
  closedByServer: number
}

export interface CloudCall {
  readonly action: string
  readonly version: string
  /** `Success`, or the code of the error. */
  readonly outcome: string
}

/** The newest are kept, oldest first. */
export interface Observations {
  readonly requests: ReceivedRequest[]
  readonly received: ReceivedEvent[]
  readonly cloudCalls: CloudCall[]
  readonly sockets: SocketCounts
}

const maxKept = 200

export function createObservations(): Observations {
  return {
    requests: [],
    received: [],
    cloudCalls: [],
    sockets: { opened: 0, accepted: 0, refused: 0, open: 0, closedByClient: 0, closedByServer: 0 },
  }
}

export function keep<Item>(list: Item[], item: Item): Item {
  list.push(item)
  if (list.length > maxKept) list.shift()
  return item
}

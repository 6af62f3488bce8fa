// Owns which turn an event on a shared socket belongs to. Only some events name the request; the others name records and
// messages that such events have introduced. Nothing is guessed: what could be of several turns is held until it is clear,
// because a text in the wrong conversation is worse than a late one.
import type { EventAddress, ReceivedEvent } from './channel.ts'

export interface TurnRouter<Turn> {
  readonly turns: readonly Turn[]
  /** Set for good once an event could have been of several turns: this service's ids do not tell turns apart. */
  readonly isAmbiguous: boolean
  /** A conversation has at most one turn at a time. */
  add(ids: TurnIds, turn: Turn): void
  /** From now on what comes for it is dropped. */
  remove(turn: Turn): void
  /** Delivers the event, holds it, or drops it because it is of a turn that is over or was never ours. */
  route(event: ReceivedEvent): void
}

/** Our names for a turn, which the service repeats. */
export interface TurnIds {
  readonly requestId: string
  readonly conversationId: string
}

export interface TurnRouterOptions<Turn> {
  readonly readAddress: (body: unknown) => EventAddress
  readonly deliver: (turn: Turn, event: ReceivedEvent, address: EventAddress) => void
  /** An error that names no turn. */
  readonly deliverToAll: (event: ReceivedEvent) => void
}

/** Turns whose ids are remembered after their end. */
const maxEnded = 500
const maxHeld = 1000

interface Ids extends TurnIds {
  readonly records: string[]
  readonly messages: string[]
}

export function createTurnRouter<Turn>(options: TurnRouterOptions<Turn>): TurnRouter<Turn> {
  const { readAddress, deliver, deliverToAll } = options
  // By our ids and the service's; null where the turn is over.
  const requests = new Map<string, Turn | null>()
  const conversations = new Map<string, Turn>()
  const records = new Map<string, Turn | null>()
  const messages = new Map<string, Turn | null>()
  // Of turns that are not over, and of those that are, oldest first.
  const active = new Map<Turn, Ids>()
  const ended: Ids[] = []
  // Events that could be of several turns, in the order of arrival.
  let held: { readonly event: ReceivedEvent; readonly address: EventAddress }[] = []
  let isAmbiguous = false
  // The message that was named last by nothing but its id: pieces of a text come in a row, and comparing is cheaper than
  // looking up.
  let last: { readonly messageId: string; readonly turn: Turn } | undefined

  /** The turn, null for none of ours, undefined when it could be several. */
  function find({
    requestId,
    conversationId,
    recordId,
    messageIds = [],
  }: EventAddress): Turn | null | undefined {
    const byRequest = requestId === undefined ? undefined : requests.get(requestId)
    if (byRequest !== undefined) return byRequest
    // A service may make request ids of its own, or leave them out.
    if (conversationId !== undefined) return conversations.get(conversationId) ?? null
    if (requestId !== undefined) return null
    const byRecord = recordId === undefined ? undefined : records.get(recordId)
    if (byRecord !== undefined) return byRecord
    for (const id of messageIds) {
      const byMessage = messages.get(id) ?? findByRecordInside(id)
      if (byMessage !== undefined) return byMessage
    }
    if (active.size > 1) return undefined
    const [only = null] = active.keys()
    return only
  }

  /** Ids of messages are seen to hold the id of their record: `rpl_<RecordId>`, `prc_<RecordId>_<n>`. */
  function findByRecordInside(messageId: string): Turn | null | undefined {
    if (messages.has(messageId)) return null
    for (const [recordId, turn] of records) if (messageId.includes(recordId)) return turn
    return undefined
  }

  /** Remembers whose ids these are. Returns whether one of them is new. */
  function bind(turn: Turn, { recordId, messageIds = [] }: EventAddress): boolean {
    const ids = active.get(turn)
    let isNew = false
    if (recordId !== undefined && !records.has(recordId)) {
      records.set(recordId, turn)
      ids?.records.push(recordId)
      isNew = true
    }
    for (const id of messageIds) {
      if (messages.has(id)) continue
      messages.set(id, turn)
      ids?.messages.push(id)
      isNew = true
    }
    return isNew
  }

  function take(event: ReceivedEvent, address: EventAddress): boolean {
    const { messageIds } = address
    const onlyId = hasOnlyMessage(address) ? messageIds?.[0] : undefined
    if (last && last.messageId === onlyId) {
      deliver(last.turn, event, address)
      return true
    }
    const turn = find(address)
    if (turn === undefined) return false
    if (turn === null) return true
    if (bind(turn, address) && held.length > 0) release()
    last = onlyId === undefined ? undefined : { messageId: onlyId, turn }
    deliver(turn, event, address)
    return true
  }

  function release(): void {
    const waiting = held
    held = []
    held = [...waiting.filter(({ event, address }) => !take(event, address)), ...held]
  }

  return {
    get turns() {
      return [...active.keys()]
    },
    get isAmbiguous() {
      return isAmbiguous
    },
    add(ids, turn) {
      requests.set(ids.requestId, turn)
      conversations.set(ids.conversationId, turn)
      active.set(turn, { ...ids, records: [], messages: [] })
    },
    remove(turn) {
      const ids = active.get(turn)
      if (!ids) return
      last = undefined
      active.delete(turn)
      requests.set(ids.requestId, null)
      if (conversations.get(ids.conversationId) === turn) conversations.delete(ids.conversationId)
      for (const id of ids.records) records.set(id, null)
      for (const id of ids.messages) messages.set(id, null)
      ended.push(ids)
      if (ended.length > maxEnded) {
        const oldest = ended.shift()
        requests.delete(oldest?.requestId ?? '')
        for (const id of oldest?.records ?? []) records.delete(id)
        for (const id of oldest?.messages ?? []) messages.delete(id)
      }
      release()
    },
    route(event) {
      const address = event.type === 'event' ? readAddress(event.body) : {}
      const hasIds =
        address.requestId ?? address.conversationId ?? address.recordId ?? address.messageIds?.[0]
      if (address.isError && hasIds === undefined) return deliverToAll(event)
      if (take(event, address)) return
      isAmbiguous = true
      held.push({ event, address })
      if (held.length > maxHeld) held.shift()
    },
  }
}

function hasOnlyMessage({ requestId, conversationId, recordId, messageIds }: EventAddress): boolean {
  const hasOther = requestId !== undefined || conversationId !== undefined || recordId !== undefined
  return !hasOther && messageIds?.length === 1
}

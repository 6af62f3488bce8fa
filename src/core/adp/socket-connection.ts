// Owns one connection to one application for one visitor, shared by all their conversations: it is opened when a question
// wants it, carries many turns at once, is made anew when it is lost, and closed when nobody has asked for a while. A socket
// is wire/socket.ts's, which turn an event belongs to turn-router.ts's, how many connections there are socket-pool.ts's.
import { createFailure, type Failure } from '#shared/failure.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type {
  ChannelReceiver,
  EventAddress,
  Generation,
  OpenChannel,
  ReceivedEvent,
  SocketMessage,
} from './channel.ts'
import type { ListeningPace } from './listening-pace.ts'
import type { FindProxy } from './proxy.ts'
import type { Result } from './result.ts'
import { createTurnRouter, type TurnIds } from './turn-router.ts'
import { backoffMs } from './wire/backoff.ts'
import { openSocket, type Socket, type SocketOpening } from './wire/socket.ts'

/** How long a connection is kept that nobody uses. */
const idleMs = 5 * 60_000
/** How long the service may take to end an answer that was stopped; known clients wait as long. */
const stopMs = 2_000
/** A connection that was open for so long was a good one: after its loss the waiting begins anew. */
const goodMs = 30_000

export type SocketState =
  | { readonly type: 'closed'; readonly failure?: Failure }
  | { readonly type: 'connecting' }
  | { readonly type: 'open' }
  /** Lost, or not to be had; tried again soon. */
  | { readonly type: 'waiting'; readonly failure: Failure }

export type FetchToken = (signal: AbortSignal) => Promise<Result<string>>

export interface SocketConnectionOptions {
  readonly url: URL
  readonly generation: Generation
  /** A new token each time: each is good for one socket. */
  readonly fetchToken: FetchToken
  readonly clock: Clock
  readonly log: Log
  readonly random: () => number
  readonly pace: ListeningPace
  readonly findProxy: FindProxy
  readonly onState: (state: SocketState) => void
}

export interface SocketConnection {
  readonly state: SocketState
  /** Turns that run on it, or wait for it to be opened. */
  readonly turnCount: number
  /** Whether turns on it cannot be told apart when there are several. */
  readonly isAmbiguous: boolean
  /** Whether it takes no more turns, because the service did not do what it was asked to. */
  readonly isRetired: boolean
  /** Sends a question as soon as the connection is open, and tells what comes back; as a channel does. */
  ask(ids: TurnIds, question: SocketMessage, receiver: ChannelReceiver): OpenChannel
  /** The network is back, or the computer has slept: looks after the connection at once. */
  wake(): void
  close(): void
}

interface Turn {
  readonly receiver: ChannelReceiver
  /** Of the record that is being written; what can be stopped. */
  answerId: string | undefined
  isStopping: boolean
  hasSeenLast: boolean
  cancelStop: () => void
  readonly endListening: () => void
}

export function createSocketConnection(options: SocketConnectionOptions): SocketConnection {
  const { url, generation, fetchToken, clock, log, random, pace, findProxy, onState } = options
  let state: SocketState = { type: 'closed' }
  let socket: Socket | undefined
  /** Set while a socket is being opened, for all who want it. */
  let opening: Promise<SocketOpening> | undefined
  let giveUp = new AbortController()
  /** Attempts since the connection was last a good one. */
  let attempts = 0
  let openedAt = 0
  let isRetired = false
  /** Turns that wait for the socket. */
  let waiting = 0
  /** Set while nobody asks. */
  let cancelIdle: (() => void) | undefined
  let cancelRetry = (): void => undefined
  const router = createTurnRouter<Turn>({
    readAddress: (body) => generation.readAddress(body),
    deliver,
    deliverToAll,
  })

  function setState(next: SocketState): void {
    state = next
    onState(next)
  }

  /** The open socket, opened when there is none. Never rejects. */
  function ensureOpen(): Promise<SocketOpening> {
    if (socket) return Promise.resolve({ ok: true, socket })
    opening ??= open().finally(() => {
      opening = undefined
    })
    return opening
  }

  async function open(): Promise<SocketOpening> {
    cancelRetry()
    setState({ type: 'connecting' })
    const { signal } = giveUp
    let opened = await openOnce(signal)
    // A token may have been used or expired on its way; a second one that is refused says that something is wrong.
    if (!opened.ok && opened.failure.code === 'token-refused') opened = await openOnce(signal)
    if (!opened.ok) {
      if (!signal.aborted) afterFailure(opened.failure)
      return opened
    }
    socket = opened.socket
    openedAt = clock.elapsed()
    setState({ type: 'open' })
    rest()
    return opened
  }

  async function openOnce(signal: AbortSignal): Promise<SocketOpening> {
    const token = await fetchToken(signal)
    if (!token.ok) return token
    // A socket may be accepted and closed in the same breath, before anybody holds it in hands.
    let lost: Failure | undefined
    let isHeld = false
    const opened = await openSocket(
      {
        url,
        token: token.value,
        clock,
        findProxy,
        onEvent: (event) => router.route(event),
        onLost(failure) {
          lost = failure
          if (isHeld) onLost(failure)
        },
      },
      signal,
    )
    isHeld = true
    const result: SocketOpening = lost ? { ok: false, failure: lost } : opened
    log.info('socket.opening', {
      version: generation.version,
      failure: result.ok ? undefined : result.failure.code,
    })
    return result
  }

  function onLost(failure: Failure): void {
    log.warn('socket.lost', { version: generation.version, cause: failure.detail?.cause })
    socket = undefined
    for (const turn of router.turns) {
      remove(turn)
      if (turn.isStopping) continue
      turn.receiver.onEvent({ type: 'failure', failure })
      turn.receiver.onEnd()
    }
    if (clock.elapsed() - openedAt > goodMs) attempts = 0
    afterFailure(failure)
  }

  /** Nobody waits for a connection that is not wanted, nor for one that will be refused again. */
  function afterFailure(failure: Failure): void {
    if (isRetired || !failure.retryable || !isTransient(failure)) return setState({ type: 'closed', failure })
    setState({ type: 'waiting', failure })
    cancelRetry = clock.after(backoffMs(attempts, random), () => void ensureOpen())
    attempts += 1
    rest()
  }

  /** Begins to count the time that nobody asks, or goes on counting it. */
  function rest(): void {
    if (state.type === 'closed') return
    if (router.turns.length === 0) cancelIdle ??= clock.after(idleMs, close)
  }

  function stopResting(): void {
    cancelIdle?.()
    cancelIdle = undefined
  }

  function close(): void {
    stopResting()
    cancelRetry()
    giveUp.abort()
    giveUp = new AbortController()
    for (const turn of router.turns) {
      remove(turn)
      if (!turn.isStopping) turn.receiver.onEnd()
    }
    socket?.close()
    socket = undefined
    attempts = 0
    isRetired = false
    setState({ type: 'closed' })
  }

  function begin(on: Socket, ids: TurnIds, receiver: ChannelReceiver): Turn {
    stopResting()
    const turn: Turn = {
      receiver,
      answerId: undefined,
      isStopping: false,
      hasSeenLast: false,
      cancelStop: () => undefined,
      endListening: pace.add(on),
    }
    router.add(ids, turn)
    return turn
  }

  function deliver(turn: Turn, event: ReceivedEvent, address: EventAddress): void {
    if (address.isAnswer && address.recordId !== undefined && turn.answerId !== address.recordId) {
      const isFirst = turn.answerId === undefined
      turn.answerId = address.recordId
      // It was stopped before it had a name to be stopped by.
      if (turn.isStopping && isFirst) socket?.send(generation.encodeSocketStop(turn.answerId))
    }
    if (address.isLast) turn.hasSeenLast = true
    if (!turn.isStopping) turn.receiver.onEvent(event)
    else if (address.isLast) finish(turn)
  }

  /** An error without a name answers the last thing that was asked to stop, else it is about the whole connection. */
  function deliverToAll(event: ReceivedEvent): void {
    const stopping = router.turns.filter((turn) => turn.isStopping)
    for (const turn of stopping) finish(turn)
    if (stopping.length > 0) return
    for (const turn of router.turns) turn.receiver.onEvent(event)
  }

  function stop(turn: Turn): void {
    if (turn.hasSeenLast || !router.turns.includes(turn)) return finish(turn)
    turn.isStopping = true
    if (turn.answerId !== undefined) socket?.send(generation.encodeSocketStop(turn.answerId))
    turn.cancelStop = clock.after(stopMs, () => {
      // It goes on against our will. Others on the connection are not disturbed; after them it is closed.
      isRetired = true
      if (router.turns.every(({ isStopping }) => isStopping)) close()
    })
  }

  function remove(turn: Turn): void {
    turn.cancelStop()
    turn.endListening()
    router.remove(turn)
  }

  function finish(turn: Turn): void {
    remove(turn)
    if (isRetired && router.turns.every(({ isStopping }) => isStopping)) close()
    else rest()
  }

  return {
    get state() {
      return state
    },
    get turnCount() {
      return router.turns.length + waiting
    },
    get isAmbiguous() {
      return router.isAmbiguous
    },
    get isRetired() {
      return isRetired && state.type !== 'closed'
    },
    ask(ids, question, receiver) {
      let turn: Turn | undefined
      let isLeft = false
      waiting += 1
      void ensureOpen().then((opened) => {
        if (isLeft) return
        waiting -= 1
        // Between its opening and now, a socket may have been lost again.
        if (opened.ok && opened.socket === socket) {
          turn = begin(opened.socket, ids, receiver)
          opened.socket.send(question)
          return
        }
        const failure = opened.ok ? createFailure('cut-off') : opened.failure
        receiver.onEvent({ type: 'failure', failure, isUnsent: true })
        receiver.onEnd()
      })

      function leave(end: (turn: Turn) => void): void {
        if (isLeft) return
        isLeft = true
        if (turn) end(turn)
        else waiting -= 1
      }
      return { stop: () => leave(stop), leave: () => leave(finish) }
    },
    wake() {
      if (state.type === 'waiting') void ensureOpen()
      else socket?.probe()
    },
    close,
  }
}

/** Whether the same attempt may succeed a little later, without anybody doing anything. */
function isTransient({ code }: Failure): boolean {
  return (
    code !== 'credentials-missing' && code !== 'token-refused' && code !== 'not-adp' && code !== 'clock-wrong'
  )
}

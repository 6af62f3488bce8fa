// Owns the bridge of a page in a browser: a session, a WebSocket that is opened again whenever it is lost, and the calls
// under way. The other end is server/session-endpoint.ts and server/bridge-host.ts. Messages are checked for their shape;
// what is inside an event or a reply is trusted after that, because page and program are one build.
import { readonly, ref } from 'vue'
import { z } from 'zod'
import { replySchema, type Reply } from '#shared/contract/bridge.ts'
import { events, type BridgeEvent, type CallName } from '#shared/contract/contract.ts'
import { createFailure } from '#shared/failure.ts'
import { parseJson } from '#shared/parse-json.ts'
import type { ConnectionStatus, HostConnection } from './host-connection.ts'
import { createListeners } from './listeners.ts'
import { findSession, takeLaunchToken, type SessionPage } from './page-session.ts'

/** What the bridge needs of the browser. */
export interface SocketPage extends SessionPage {
  readonly openSocket: (url: string) => WebSocket
  /** Calls back once after so many milliseconds. Returns the function that cancels it. */
  readonly after: (delayMs: number, callback: () => void) => () => void
  /** From 0 up to 1. */
  readonly random: () => number
}

/** How long a call that is made without a connection waits for one. */
const waitForConnectionMs = 8_000
const waitForReplyMs = 60_000
const waitForOpenMs = 10_000
const shortestPauseMs = 300
const longestPauseMs = 5_000

/** The host says so when the program ends in order (RFC 6455, 7.4.1). */
const goingAway = 1001

const messageSchema = z.union([
  z.strictObject({ id: z.number(), reply: replySchema }),
  z.strictObject({ event: z.strictObject({ name: z.enum(Object.keys(events)), payload: z.unknown() }) }),
])

interface PendingCall {
  readonly text: string
  readonly settle: (reply: Reply) => void
  /** Whether it has gone out on the current socket; if so it is lost with that socket. */
  isSent: boolean
  cancelWait: () => void
}

export function connectSocket(page: SocketPage): HostConnection {
  const status = ref<ConnectionStatus>('connecting')
  const eventListeners = createListeners<BridgeEvent>()
  const reconnectedListeners = createListeners<void>()
  const pending = new Map<number, PendingCall>()
  let nextCallId = 0
  /** The token of the printed address; until the host has answered to it. */
  let launchToken = takeLaunchToken(page)
  let pageToken: string | undefined
  /** The one socket that counts; events of any other are of the past. Undefined between two sockets. */
  let current: WebSocket | undefined
  /** Attempts in a row after which nothing came from the host. */
  let failedAttempts = 0

  void connect()

  async function connect(): Promise<void> {
    const session = await findSession(page, { launchToken, pageToken })
    if (session.status === 'unreachable') return reconnect()
    launchToken = undefined
    if (session.status === 'refused') return end()
    pageToken = session.pageToken
    openSocket(session.pageToken)
  }

  function openSocket(token: string): void {
    const socket = page.openSocket(`ws://${page.location.host}/bridge`)
    current = socket
    const cancelWait = page.after(waitForOpenMs, () => {
      if (socket === current) lose(socket)
    })

    socket.addEventListener('open', () => {
      if (socket !== current) return
      cancelWait()
      socket.send(JSON.stringify({ pageToken: token }))
      const wasConnected = status.value === 'reconnecting'
      status.value = 'connected'
      for (const [id, call] of pending) send(socket, id, call)
      if (wasConnected) reconnectedListeners.call()
    })
    socket.addEventListener('message', ({ data }) => {
      if (socket === current) receive(data)
    })
    socket.addEventListener('close', ({ code }) => {
      cancelWait()
      if (socket !== current) return
      if (code === goingAway) end()
      else lose(socket)
    })
  }

  /** Gives up a socket, and with it the calls that went out on it: whether they were carried out is not known. */
  function lose(socket: WebSocket): void {
    current = undefined
    socket.close()
    for (const [id, call] of pending) if (call.isSent) settle(id, lostReply)
    reconnect()
  }

  function reconnect(): void {
    if (status.value === 'connected') status.value = 'reconnecting'
    const pauseMs = Math.min(longestPauseMs, shortestPauseMs * 2 ** failedAttempts)
    failedAttempts += 1
    // Spread over the upper half, so that several pages do not come back at the same moment.
    page.after(Math.max(shortestPauseMs, pauseMs * (0.5 + page.random() / 2)), () => void connect())
  }

  function end(): void {
    current = undefined
    status.value = 'ended'
    for (const id of pending.keys()) settle(id, endedReply)
  }

  function receive(data: unknown): void {
    const json = parseJson(String(data))
    const message = messageSchema.safeParse(json.ok ? json.value : undefined)
    if (!message.success) return
    failedAttempts = 0
    // The name is one of the contract's; its payload is what the engine publishes under that name.
    if ('event' in message.data) eventListeners.call(message.data.event as BridgeEvent)
    else settle(message.data.id, message.data.reply)
  }

  function call(name: CallName, input: unknown): Promise<Reply> {
    if (status.value === 'ended') return Promise.resolve(endedReply)
    const id = nextCallId++
    const { promise, resolve } = Promise.withResolvers<Reply>()
    const text = JSON.stringify({ id, name, input })
    const cancelWait = page.after(waitForConnectionMs, () => settle(id, lostReply))
    const made: PendingCall = { text, settle: resolve, isSent: false, cancelWait }
    pending.set(id, made)
    if (current && status.value === 'connected') send(current, id, made)
    return promise
  }

  function send(socket: WebSocket, id: number, call: PendingCall): void {
    // The end of it has not been heard of yet; the next one takes the call along.
    if (socket.readyState >= WebSocket.CLOSING) return
    call.cancelWait()
    call.cancelWait = page.after(waitForReplyMs, () => settle(id, lostReply))
    call.isSent = true
    socket.send(call.text)
  }

  function settle(id: number, reply: Reply): void {
    const call = pending.get(id)
    if (!call) return
    pending.delete(id)
    call.cancelWait()
    call.settle(reply)
  }

  return { call, on: eventListeners.add, status: readonly(status), onReconnected: reconnectedListeners.add }
}

const lostReply: Reply = { ok: false, failure: createFailure('program-lost') }

const endedReply: Reply = { ok: false, failure: createFailure('program-ended') }

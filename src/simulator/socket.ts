// Owns the life of one socket (Socket.IO 5 over Engine.IO 4, dialogue API WebSocket documents): handshake, heartbeat, the
// events of the client, any number of turns at once. Its bytes are socket-wire.ts's, a turn on it socket-line.ts's, what
// the service answers asking.ts's.
import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { findApp, type Oddity } from './apps.ts'
import { ask, encodeRefusal } from './asking.ts'
import {
  decodePacket,
  encodeConnected,
  encodeConnectError,
  encodeEvent,
  encodeOpen,
  packets,
} from './frames.ts'
import { startHeartbeat } from './heartbeat.ts'
import { keep, type Observations, type ReceivedRequest } from './observations.ts'
import { performTurn } from './perform.ts'
import type { Identity } from './question.ts'
import { createTraceId } from './record-id.ts'
import type { Generation } from './scenario.ts'
import type { Service } from './service.ts'
import { createSocketLine } from './socket-line.ts'
import { createSocketWire, type SocketWire } from './socket-wire.ts'
import type { Speaker } from './speaker.ts'
import { isMembers, type Members } from './validation.ts'

export interface SocketHolding {
  readonly service: Service
  readonly observations: Observations
  readonly generation: Generation
  readonly path: string
  readonly pingIntervalMs: number
  readonly pingTimeoutMs: number
  /** Aborted when the simulator closes. */
  readonly closing: AbortSignal
}

interface RunningTurn {
  readonly speaker: Speaker
  readonly stopping: AbortController
  readonly request: ReceivedRequest
}

/** How long a socket with a refused token stays, where it is refused by 44. */
const afterRefusalMs = 1000
const floodPings = 200

export function holdSocket(socket: WebSocket, connection: Socket, holding: SocketHolding): SocketWire {
  const { service, observations, generation, path, closing } = holding
  const { sockets } = observations
  const wire = createSocketWire(socket, connection)
  const running = new Set<RunningTurn>()
  /** Questions that wait for the turn before them, where the application takes one after another. */
  const waiting: Members[] = []
  /** Set by a good token. */
  let identity: Identity | undefined
  let oddity = oddityOf(service.tokens.newest())
  const isSilent = () => oddity === 'no-open-packet' || oddity === 'silent-after-open'

  const heartbeat = startHeartbeat({
    pingIntervalMs: holding.pingIntervalMs,
    pingTimeoutMs: holding.pingTimeoutMs,
    ping() {
      const count = oddity === 'ping-flood' ? floodPings : 1
      for (let sent = 0; sent < count; sent += 1) wire.send(packets.ping)
    },
    miss: () => wire.drop(),
  })
  if (isSilent() || oddity === 'never-pings') heartbeat.stop()
  sockets.opened += 1
  sockets.open += 1
  socket.on('message', (data, isBinary) => {
    // The browsers' types of data do not occur: ws yields one buffer as long as nothing else is asked of it.
    if (!isSilent()) receive(isBinary ? '' : (data as Buffer).toString('utf8'))
  })
  wire.gone.addEventListener('abort', () => {
    heartbeat.stop()
    sockets.open -= 1
    if (wire.isLeft()) sockets.closedByServer += 1
    else sockets.closedByClient += 1
    // What the server has left itself is carried out to its end.
    if (!wire.isLeft()) for (const { request } of running) request.status = 'aborted'
  })
  open()
  return wire

  function open(): void {
    if (oddity === 'no-open-packet') return
    const { pingIntervalMs, pingTimeoutMs } = holding
    const maxPayload = oddity === 'max-payload' ? { maxPayload: 1_000_000 } : {}
    wire.send(encodeOpen({ sid: createSid(), pingIntervalMs, pingTimeoutMs, ...maxPayload }))
  }

  function receive(text: string): void {
    const packet = decodePacket(text)
    switch (packet.type) {
      case 'pong':
        heartbeat.pong()
        return
      case 'ping':
        wire.send(packets.pong)
        return
      case 'connect':
        connect(packet.token)
        return
      case 'event':
        keep(observations.received, { path, name: packet.name, body: packet.body })
        if (oddity !== 'silent-after-connect') dispatch(packet.name, packet.body)
        return
      case 'disconnect':
        identity = undefined
        return
      case 'close':
        socket.close()
        return
      case 'broken':
        wire.leave('close-frame')
    }
  }

  function connect(token: unknown): void {
    const bound = service.tokens.redeem(token)
    oddity = oddityOf(bound)
    const isRefused = bound === undefined || oddity === 'refuses-connect' || oddity === 'rejects-token'
    if (isRefused) {
      sockets.refused += 1
      refuse(oddity)
      return
    }
    sockets.accepted += 1
    identity = bound
    wire.send(oddity === 'bare-connect' ? '40' : encodeConnected(createSid()))
    beOdd(oddity)
  }

  /** Generation 1 is known to refuse a token by 44, generation 2 by an error and an abrupt end. */
  function refuse(reason: Oddity | undefined): void {
    const isAbrupt = reason === 'rejects-token' || (reason === undefined && generation === 'v2')
    if (isAbrupt) {
      sendError(460001)
      wire.send(packets.disconnect)
      wire.drop()
      return
    }
    wire.send(encodeConnectError('460001: Token 校验失败'))
    setTimeout(() => wire.leave('close-frame'), afterRefusalMs).unref()
  }

  function beOdd(reason: Oddity | undefined): void {
    if (reason === 'closes-at-once') wire.leave('close-frame')
    if (reason === 'leaves-by-packet') wire.leave('disconnect-packet')
    if (reason === 'leaves-by-close-packet') wire.leave('close-packet')
    if (reason === 'never-pings') heartbeat.stop()
    if (reason === 'ping-flood') for (let sent = 0; sent < floodPings; sent += 1) wire.send(packets.ping)
  }

  function dispatch(name: string, body: unknown): void {
    const members = isMembers(body) ? body : {}
    const isWrapped = 'payload' in members
    if (identity === undefined || wire.isLeft() || isWrapped !== (generation === 'v1')) {
      sendUnknownEvent()
      return
    }
    const inner = generation === 'v1' ? members['payload'] : members
    if (name === 'stop_generation') stop(generation, isMembers(inner) ? inner : {})
    else if (name === 'send' && generation === 'v1') takeQuestion(inner)
    else if (name === 'request' && generation === 'v2') {
      if (members['Type'] === 'request') takeQuestion(members['Request'])
      else sendError(400)
    } else sendUnknownEvent()
  }

  function stop(spelled: Generation, body: Members): void {
    const record = spelled === 'v1' ? body : body['StopGeneration']
    const recordId = isMembers(record) ? record[spelled === 'v1' ? 'record_id' : 'RecordId'] : undefined
    if (oddity === 'ignores-stop') return
    if (oddity === 'refuses-stop') sendError(460400)
    else for (const turn of running) if (turn.speaker.hasRecord(String(recordId))) turn.stopping.abort()
  }

  function takeQuestion(body: unknown): void {
    const question = isMembers(body) ? body : {}
    if (running.size > 0 && oddity === 'one-turn-after-another') waiting.push(question)
    else if (running.size > 0 && oddity === 'one-turn-at-a-time') refuseQuestion(question)
    else answer(question)
  }

  function refuseQuestion(body: Members): void {
    const requestId = body[generation === 'v1' ? 'request_id' : 'RequestId']
    keep(observations.requests, { path, body, status: 'answered' })
    sendError(460011, typeof requestId === 'string' ? requestId : '')
  }

  function answer(body: Members): void {
    const request = keep<ReceivedRequest>(observations.requests, { path, body, status: 'answering' })
    const asking = {
      generation,
      transport: 'socket',
      body,
      ...(identity === undefined ? {} : { identity }),
    } as const
    const answering = ask(service, asking)
    if (answering.type === 'refusal') {
      wire.send(encodeEvent(answering.event.name, answering.event.body))
      request.status = 'answered'
      return
    }
    const { performance, random } = answering
    const turn: RunningTurn = { speaker: performance.speaker, stopping: new AbortController(), request }
    running.add(turn)
    const line = createSocketLine(wire, { stopSignal: turn.stopping.signal, closing, random })
    performTurn(line, performance).then(
      (outcome) => end(turn, outcome === 'told' ? 'answered' : 'aborted'),
      (cause: unknown) => {
        end(turn, 'aborted')
        if (!closing.aborted) process.emitWarning(cause instanceof Error ? cause : String(cause))
      },
    )
  }

  function end(turn: RunningTurn, status: ReceivedRequest['status']): void {
    running.delete(turn)
    if (turn.request.status === 'answering') turn.request.status = status
    const next = waiting.shift()
    if (next !== undefined) answer(next)
    if (oddity !== 'half-open') return
    heartbeat.stop()
    wire.freeze()
  }

  function sendUnknownEvent(): void {
    if (oddity !== 'ignores-odd-events') sendError(460002)
  }

  function sendError(code: number, requestId = ''): void {
    const { name, body } = encodeRefusal(service, { generation, transport: 'socket' }, code, requestId)
    wire.send(encodeEvent(name, body))
  }

  function createSid(): string {
    return createTraceId(service.idRandom).slice(0, 20)
  }
}

function oddityOf(identity: Identity | undefined): Oddity | undefined {
  return identity === undefined ? undefined : findApp(identity.appKey)?.oddity
}

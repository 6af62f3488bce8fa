// Measures Socket.IO frames on the loopback interface to answer events: one answer in 200 000 pieces, in batches of 64
// frames as fast as they are taken, each contender in a process of its own. Peer: socket.io-client. Limit: ws and JSON.parse.
import { runContender, startService } from '../load/start-process.ts'
import type { ContenderName } from '../load/task.ts'
import { median, takeTurns } from '../measure.ts'
import { createRow, type Row } from '../row.ts'

const warmUp = 40_000
const measured = 200_000
const rounds = 5

const contenders: readonly ContenderName[] = ['our-client', 'socket-io-client', 'web-socket-and-json']

export async function measureSocketBurst(): Promise<Row[]> {
  const pieces = warmUp + measured
  const service = await startService({ pieces, perSecond: null })
  const task = {
    serviceUrl: service.url,
    accessMethod: 'websocket',
    streams: 1,
    sockets: 1,
    pieces,
    measuredFrom: warmUp,
    measuredTo: pieces,
  } as const
  const figures = await takeTurns(contenders, rounds, (name) => runContender(name, task))
  service.stop()
  const [ours, peer, limit] = figures.map((all) => ({
    microseconds: median(all.map(({ piecesPerSecond }) => 1e6 / piecesPerSecond)),
    cpu: median(all.map(({ cpuPerPiece }) => cpuPerPiece)),
  }))
  if (!ours || !peer || !limit) return []
  const name = `${measured} Socket.IO frames to answer events`
  return [
    createRow(name, 'µs/event', {
      ours: ours.microseconds,
      peer: peer.microseconds,
      limit: limit.microseconds,
    }),
    createRow(`${name}, CPU`, 'µs/event', { ours: ours.cpu, peer: peer.cpu, limit: limit.cpu }),
  ]
}

// Measures many answers at once, 50 pieces a second each: ours through client, fold, history on the disk and bridge, beside
// peers that keep nothing: the openai SDK over SSE; socket.io-client over WebSockets, once with one for all as conversations
// of one application have it, and once with one for each as of many applications. Limit: the bytes alone. Each contender in
// a process of its own.
import { runContender, startService } from '../load/start-process.ts'
import type { ContenderName, LoadTask } from '../load/task.ts'
import { median, takeTurns } from '../measure.ts'
import { createRow, type Row } from '../row.ts'

const perSecond = 50
/** Seconds of an answer, and between which it is measured. */
const seconds = { all: 8, from: 2, to: 7 }
const rounds = 3
/** A page is late when the engine was busy for longer. */
const maxLoopDelayMs = 25

const socketContenders: readonly ContenderName[] = ['our-engine', 'socket-io-client', 'socket-drain']

const methods: readonly {
  readonly accessMethod: LoadTask['accessMethod']
  readonly title: string
  readonly hasSocketEach: boolean
  readonly contenders: readonly ContenderName[]
}[] = [
  {
    accessMethod: 'sse',
    title: 'HTTP SSE',
    hasSocketEach: false,
    contenders: ['our-engine', 'openai', 'http-drain'],
  },
  {
    accessMethod: 'websocket',
    title: 'one WebSocket',
    hasSocketEach: false,
    contenders: socketContenders,
  },
  {
    accessMethod: 'websocket',
    title: 'a WebSocket each',
    hasSocketEach: true,
    contenders: socketContenders,
  },
]

export async function measureManyStreams(): Promise<Row[]> {
  const pieces = seconds.all * perSecond
  const service = await startService({ pieces, perSecond })
  const rows: Row[] = []
  for (const streams of [50, 200]) {
    for (const { accessMethod, title, hasSocketEach, contenders } of methods) {
      const task = {
        serviceUrl: service.url,
        accessMethod,
        streams,
        sockets: hasSocketEach ? streams : 1,
        pieces,
        measuredFrom: streams * perSecond * seconds.from,
        measuredTo: streams * perSecond * seconds.to,
      }
      const figures = await takeTurns(contenders, rounds, (name) => runContender(name, task))
      const [ours = NaN, peer = NaN, limit = NaN] = figures.map((all) =>
        median(all.map(({ cpuPerPiece }) => cpuPerPiece)),
      )
      const [delay = NaN] = figures.map((all) => median(all.map(({ loopDelayP99Ms }) => loopDelayP99Ms)))
      const name = `${streams} conversations at once over ${title}`
      rows.push(createRow(`${name}, CPU`, 'µs/event', { ours, peer, limit }))
      rows.push(createRow(`${name}, loop delay p99`, 'ms', { ours: delay, limit: maxLoopDelayMs }))
    }
  }
  service.stop()
  return rows
}

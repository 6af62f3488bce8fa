// Owns what a contender is asked to do, and what is measured of it.

export const contenderNames = [
  'our-client',
  'our-engine',
  'openai',
  'socket-io-client',
  'web-socket-and-json',
  'http-drain',
  'socket-drain',
] as const
export type ContenderName = (typeof contenderNames)[number]

export interface LoadTask {
  readonly serviceUrl: string
  readonly accessMethod: 'sse' | 'websocket'
  /** Questions asked at once, each in a conversation of its own. */
  readonly streams: number
  /** WebSockets that the questions are spread over evenly, each of a visitor of its own. */
  readonly sockets: number
  /** Of each answer, at least. */
  readonly pieces: number
  /** Between which pieces of all answers it is measured: before, everything warms up. */
  readonly measuredFrom: number
  readonly measuredTo: number
}

export interface LoadFigures {
  readonly piecesPerSecond: number
  /** Of the whole process, in microseconds. */
  readonly cpuPerPiece: number
  readonly loopDelayP99Ms: number
}

/** Does the task: calls `onPieces` whenever it has received so many, and resolves when all answers have ended. */
export type Contender = (task: LoadTask, onPieces: (count: number) => void) => Promise<void>

// Owns the list of contenders; each is in a file of its own.
import { drainHttp, drainSocket } from './contenders/drain.ts'
import { runOpenAi } from './contenders/openai.ts'
import { runOurClient } from './contenders/our-client.ts'
import { runOurEngine } from './contenders/our-engine.ts'
import { runSocketIoClient } from './contenders/socket-io-client.ts'
import { runWebSocket } from './contenders/web-socket-and-json.ts'
import type { Contender, ContenderName } from './task.ts'

export const contenders: Readonly<Record<ContenderName, Contender>> = {
  'our-client': runOurClient,
  'our-engine': runOurEngine,
  openai: runOpenAi,
  'socket-io-client': runSocketIoClient,
  'web-socket-and-json': runWebSocket,
  'http-drain': drainHttp,
  'socket-drain': drainSocket,
}

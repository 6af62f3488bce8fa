// Owns the applications that exist in the simulated service, and what is odd about those that are there to be met. Their
// keys are made up and open nothing anywhere. How the oddities of a connection are acted out is socket.ts's matter.

export interface App {
  readonly appKey: string
  /** The number that the console and the cloud API know the application by. */
  readonly id: string
  readonly name: string
  readonly avatar: string
  readonly state: 'published' | 'deleted' | 'unpublished'
  readonly mode: 'standard' | 'agent' | 'workflow' | 'claw'
  readonly oddity: Oddity | undefined
  readonly summary: string
}

export type Oddity =
  // The handshake. What comes before the token has been shown goes by the newest token that was not used yet.
  | 'refuses-connect'
  | 'rejects-token'
  | 'no-open-packet'
  | 'silent-after-open'
  | 'silent-after-connect'
  | 'bare-connect'
  | 'max-payload'
  | 'closes-at-once'
  | 'leaves-by-packet'
  | 'leaves-by-close-packet'
  // The life of a connection.
  | 'never-pings'
  | 'ping-flood'
  | 'half-open'
  // Turns.
  | 'ignores-stop'
  | 'refuses-stop'
  | 'one-turn-at-a-time'
  | 'one-turn-after-another'
  | 'ignores-odd-events'
  // Questions.
  | 'generation-1-only'
  | 'overloaded'
  | 'lenient'

export const appKeys = {
  demo: 'SimDemoAppKey01',
  second: 'SimOtherAppKey02',
  deleted: 'SimDeletedApp03',
  unpublished: 'SimDraftApp04',
  agent: 'SimAgentApp05',
  workflow: 'SimWorkflowApp06',
  claw: 'SimClawApp07',
  v1Only: 'SimFirstGenOnly08',
  overloaded: 'SimOverloaded09',
  lenient: 'SimLenient10',
  refusesConnect: 'SimRefuses44',
  rejectsToken: 'SimRejectsToken',
  noOpenPacket: 'SimNoOpen',
  silentAfterOpen: 'SimMuteAfterOpen',
  silentAfterConnect: 'SimMuteAfterToken',
  bareConnect: 'SimBareConnect',
  maxPayload: 'SimMaxPayload',
  closesAtOnce: 'SimClosesAtOnce',
  leavesByPacket: 'SimLeavesBy41',
  leavesByClosePacket: 'SimLeavesBy1',
  neverPings: 'SimNeverPings',
  pingFlood: 'SimPingFlood',
  halfOpen: 'SimHalfOpen',
  ignoresStop: 'SimIgnoresStop',
  refusesStop: 'SimRefusesStop',
  oneTurn: 'SimOneTurn',
  oneAfterAnother: 'SimOneByOne',
  ignoresOddEvents: 'SimIgnoresOdd',
} as const

/** So many questions of each visitor are too many for the overloaded application, then it answers. */
export const overloadedQuestions = 2

export const apps: readonly App[] = [
  app('demo', 'Demo assistant', 'the demo application'),
  app('second', 'Second assistant', 'another application, whose answers name an avatar', {
    avatar: 'https://example.com/a.png',
  }),
  app('deleted', 'Deleted assistant', 'a deleted application: error 460004', { state: 'deleted' }),
  app('unpublished', 'Draft assistant', 'an application that is not published: error 460048', {
    state: 'unpublished',
  }),
  app('agent', 'Agent assistant', 'an application in agent mode', { mode: 'agent' }),
  app('workflow', 'Workflow assistant', 'an application that is a single workflow', { mode: 'workflow' }),
  app(
    'claw',
    'Claw assistant',
    'a Claw application: v2 only (v1 gets 460030), opaque record and message ids, an SVG as avatar',
    {
      mode: 'claw',
    },
  ),
  odd('v1Only', 'generation-1-only', 'v2 gets 460030'),
  odd('overloaded', 'overloaded', `the first ${overloadedQuestions} questions of a visitor get 460011`),
  odd('lenient', 'lenient', 'v2 takes ids of any length, no visitor, and a file of any session'),
  odd(
    'refusesConnect',
    'refuses-connect',
    'socket: any token is answered with 44, then the socket is closed',
  ),
  odd(
    'rejectsToken',
    'rejects-token',
    'socket: any token gets error 460001, 41, and the end without a close frame',
  ),
  odd('noOpenPacket', 'no-open-packet', 'socket: accepted by HTTP, then nothing at all'),
  odd('silentAfterOpen', 'silent-after-open', 'socket: the open packet, then nothing at all'),
  odd('silentAfterConnect', 'silent-after-connect', 'socket: takes the token, then only pings'),
  odd('bareConnect', 'bare-connect', 'socket: takes the token with a bare 40'),
  odd('maxPayload', 'max-payload', 'socket: names maxPayload in the open packet'),
  odd('closesAtOnce', 'closes-at-once', 'socket: takes the token, then sends a close frame'),
  odd('leavesByPacket', 'leaves-by-packet', 'socket: takes the token, then sends 41'),
  odd('leavesByClosePacket', 'leaves-by-close-packet', 'socket: takes the token, then sends 1'),
  odd('neverPings', 'never-pings', 'socket: no ping ever comes'),
  odd('pingFlood', 'ping-flood', 'socket: 200 pings at once, again and again'),
  odd('halfOpen', 'half-open', 'socket: after the first answer it neither reads nor writes nor closes'),
  odd('ignoresStop', 'ignores-stop', 'socket: stop_generation does nothing'),
  odd('refusesStop', 'refuses-stop', 'socket: stop_generation gets error 460400'),
  odd('oneTurn', 'one-turn-at-a-time', 'socket: a question during another answer gets 460011'),
  odd(
    'oneAfterAnother',
    'one-turn-after-another',
    'socket: a question during another answer waits for its end',
  ),
  odd('ignoresOddEvents', 'ignores-odd-events', 'socket: unknown events get no answer instead of 460002'),
]

export function findApp(appKey: string): App | undefined {
  return apps.find((candidate) => candidate.appKey === appKey)
}

export function findAppById(id: string): App | undefined {
  return apps.find((candidate) => candidate.id === id)
}

function app(key: keyof typeof appKeys, name: string, summary: string, more: Partial<App> = {}): App {
  return {
    appKey: appKeys[key],
    // Beyond 2^53, like those of the service.
    id: `18600000000000${String(1000 + Object.keys(appKeys).indexOf(key))}`,
    name,
    avatar: '',
    state: 'published',
    mode: 'standard',
    oddity: undefined,
    summary,
    ...more,
  }
}

function odd(key: keyof typeof appKeys, oddity: Oddity, summary: string): App {
  return app(key, 'Odd assistant', summary, { oddity })
}

// Owns what the simulated service is made of, shared by everything that answers requests: what it remembers, its clock
// and its chance.
import type { Random } from './random.ts'
import type { RhythmName } from './rhythm.ts'
import type { Sessions } from './sessions.ts'
import type { Tokens } from './tokens.ts'
import type { Uploads } from './uploads.ts'

export interface Service {
  /** Where it listens: `http://127.0.0.1:PORT`. */
  origin: string
  readonly sessions: Sessions
  readonly tokens: Tokens
  /** The score of each rated answer, by its record id: 1 good, 2 bad. */
  readonly scores: Map<string, number>
  readonly uploads: Uploads
  /** How many questions each visitor has asked of an overloaded application. */
  readonly overloads: Map<string, number>
  /** The session that each parsed document was parsed for. */
  readonly documentSessions: Map<string, string>
  /** Shared by all turns, so that no id comes twice. */
  readonly idRandom: Random
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly rhythm: RhythmName
  /** What the delays of a real model are multiplied by. */
  readonly paceFactor: number
}

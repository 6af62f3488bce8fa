// Owns the seam between the leading of a turn (perform.ts) and what carries it: a line to one client, which is an HTTP
// response (sse.ts) or a part of a socket (socket-line.ts).
import type { LineStep } from './scenario.ts'
import type { WireEvent } from './speaker.ts'

/** What a line acts out itself; time and loads are led by perform.ts. */
export type ConnectionStep = Exclude<LineStep, { readonly type: 'http' | 'cut' | 'pause' | 'tempo' | 'load' }>

/** `over`: the answer ends here. `open` is also said of a line that is cut off: the rest is carried out unheard. */
export type LineState = 'open' | 'over'

export interface Line {
  /** Aborted when nothing more need be done: the simulator closes, or the client has left in a way that stops answers. */
  readonly signal: AbortSignal
  /** Aborted when the client asks to stop; never where it cannot ask. */
  readonly stopSignal: AbortSignal
  /** Something will be said after a while. */
  prepare(): void
  /** Carries one event, no faster than the client reads. Once cut off it does nothing. */
  carry(event: WireEvent): Promise<void>
  act(step: ConnectionStep): Promise<LineState>
  /** Another HTTP response than a stream. Absent where there is no HTTP. */
  respond?(step: Extract<LineStep, { readonly type: 'http' }>): void
  /** Carries the first part of an event and ends as if all were well. */
  cut(event: WireEvent, within: 'character' | 'event'): Promise<void>
  /** The turn has been told; the last word is what the speaker closes with. */
  end(lastWord: WireEvent | undefined): Promise<void>
}

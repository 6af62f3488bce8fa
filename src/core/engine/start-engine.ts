// Owns the start of the program below the shells: opens the history, builds the engine on it, and when the history
// cannot be used answers with what is wrong instead, touching nothing.
import type { BridgeEvent } from '#shared/contract/contract.ts'
import type { Handlers } from '#shared/contract/dispatch.ts'
import type { Log } from '#core/log.ts'
import type { DemoService } from './demo-service.ts'
import type { SecretBox } from './secret-box.ts'

export interface StartOptions {
  /** Created (mode 0700) when it is not there. */
  readonly dataDir: string
  readonly version: string
  readonly shell: 'electron' | 'browser'
  readonly platform: string
  readonly secrets: SecretBox
  /** Starts the simulator and says where it is; asked once, when the demo profile is first used. */
  readonly startDemo: () => Promise<DemoService>
  /** Make the demo profile and select it before the first page asks. */
  readonly openDemo: boolean
  readonly log: Log
}

export interface RunningEngine {
  readonly handlers: Handlers
  /** Calls back for everything a page should know, in order. Returns the function that ends it. */
  subscribe(listener: (event: BridgeEvent) => void): () => void
  /** Whether answers are being written: a shell does not end by itself then. */
  isBusy(): boolean
  /** Ends running answers as interrupted, writes everything, closes the history. */
  close(): Promise<void>
}

export function startEngine(_options: StartOptions): Promise<RunningEngine> {
  throw new Error('not built yet')
}

// Owns RunningEngine: what a shell holds in its hands once the program below it has started; and what exchanges the history
// below it.
import type { BridgeEvent } from '#shared/contract/contract.ts'
import type { Handlers } from '#shared/contract/dispatch.ts'
import type { LaunchRequest } from '#shared/launch.ts'
import type { TakenFile } from './outgoing-files.ts'

export interface RunningEngine {
  readonly handlers: Handlers
  /** Calls back for everything a page should know, in order. Returns the function that ends it. */
  subscribe(listener: (event: BridgeEvent) => void): () => void
  /** Whether answers are being written: a shell does not end by itself then. */
  isBusy(): boolean
  /** The computer has slept, or the network is back: connections that stand are looked after at once. */
  wake(): void
  /** Keeps a request from outside for the page that takes it first. */
  requestLaunch(request: LaunchRequest): void
  /** Selects the profile that is meant by this name; when it cannot be told, a page says so and nothing changes. */
  selectProfileNamed(name: string): void
  /** The file that this token of an address stands for, once; undefined when it stands for nothing. */
  takeOutgoing(token: string): TakenFile | undefined
  /** Ends running answers as interrupted, writes everything, closes the history. */
  close(): Promise<void>
}

/**
 * Closes the history, does the work, and opens what is there then, also when the work throws; pages are told. Whatever a
 * page asks meanwhile waits.
 */
export type Reopen = (work: () => void | Promise<void>) => Promise<void>

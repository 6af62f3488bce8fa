// Owns the start of the program below the shells, and the one engine that they hold through it: the history can be closed,
// exchanged and opened again without a shell or a page having to know more than that it happened.
import { calls, type BridgeEvent, type CallName } from '#shared/contract/contract.ts'
import type { Handlers } from '#shared/contract/dispatch.ts'
import type { DemoService } from './demo-service.ts'
import { openEngine, type OpenOptions } from './open-engine.ts'
import type { Reopen, RunningEngine } from './running-engine.ts'

export interface StartOptions extends Omit<OpenOptions, 'reopen'> {
  /** Make the demo profile and select it before the first page asks. */
  readonly openDemo: boolean
  /** The profile to select before the first page asks, as a person calls it. */
  readonly profileName?: string | undefined
}

export async function startEngine(options: StartOptions): Promise<RunningEngine> {
  const { openDemo, profileName, log } = options
  const listeners = new Set<(event: BridgeEvent) => void>()
  const startDemo = once(options.startDemo)
  let engine = open()
  /** Settled unless the history is closed for a moment. */
  let opening = Promise.resolve()

  function open(): RunningEngine {
    const opened = openEngine({ ...options, startDemo, reopen })
    opened.subscribe((event) => {
      for (const listener of listeners) listener(event)
    })
    return opened
  }

  async function reopen(work: Parameters<Reopen>[0]): Promise<void> {
    const before = opening
    const { promise, resolve } = Promise.withResolvers<void>()
    opening = before.then(() => promise)
    await before
    try {
      await engine.close()
      await work()
    } finally {
      engine = open()
      resolve()
      for (const listener of listeners) listener({ name: 'program.reopened', payload: {} })
    }
  }

  if (openDemo) {
    try {
      await engine.handlers['profile.addDemo']({})
    } catch (error) {
      // The history can still be read.
      log.error('demo.not-added', { cause: String(error) })
    }
  }
  if (profileName !== undefined) engine.selectProfileNamed(profileName)

  const names = Object.keys(calls) as CallName[]
  const handlers = Object.fromEntries(
    names.map((name) => [
      name,
      async (input: unknown) => {
        await opening
        // The input of `name` goes to the handler of `name`; the compiler cannot follow that through the union.
        return (engine.handlers[name] as (input: unknown) => unknown)(input)
      },
    ]),
    // Every name of the contract has just been given a function.
  ) as unknown as Handlers

  return {
    handlers,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    isBusy: () => engine.isBusy(),
    wake: () => engine.wake(),
    requestLaunch: (request) => engine.requestLaunch(request),
    selectProfileNamed: (name) => engine.selectProfileNamed(name),
    takeOutgoing: (token) => engine.takeOutgoing(token),
    async close() {
      await opening
      await engine.close()
    },
  }
}

/** The same service for every opening of the history; asked for again only when it could not be had. */
function once(start: () => Promise<DemoService>): () => Promise<DemoService> {
  let started: Promise<DemoService> | undefined
  return () => {
    started ??= start().catch((error: unknown) => {
      started = undefined
      throw error
    })
    return started
  }
}

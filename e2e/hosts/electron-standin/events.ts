// Owns the events of the stand-in's objects: only names that the stand-in can emit, and that Electron's declarations
// know, can be listened to.
import { EventEmitter } from 'node:events'
import { refuse } from './strict.ts'

/** Those of the names for which Electron declares an event on the object. */
type Declared<Owner extends { on: unknown }, Name extends string> = Name extends string
  ? Owner['on'] extends (event: Name, listener: never) => unknown
    ? Name
    : never
  : never

export interface Events<Name extends string> {
  readonly on: (name: string, listener: (...args: never[]) => void) => void
  readonly once: (name: string, listener: (...args: never[]) => void) => void
  readonly emit: (name: Name, ...args: unknown[]) => void
}

export function createEvents<Owner extends { on: unknown }>() {
  return <const Name extends string>(
    owner: string,
    names: readonly Name[] & readonly Declared<Owner, Name>[],
  ): Events<Name> => {
    const emitter = new EventEmitter()
    const checked = (name: string): string =>
      (names as readonly string[]).includes(name)
        ? name
        : refuse(`the event '${name}' of ${owner} is not known.`)
    // EventEmitter declares its listeners with `any`, which `never` parameters fit.
    type Listener = (...args: unknown[]) => void
    return {
      on: (name, listener) => void emitter.on(checked(name), listener as Listener),
      once: (name, listener) => void emitter.once(checked(name), listener as Listener),
      emit: (name, ...args) => void emitter.emit(name, ...args),
    }
  }
}

/** An event object that can be prevented, with what belongs to it. */
export function createEvent<Params extends object>(params: Params) {
  let isPrevented = false
  return {
    ...params,
    preventDefault: () => {
      isPrevented = true
    },
    get defaultPrevented() {
      return isPrevented
    },
  }
}

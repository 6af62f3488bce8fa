// Owns the two JavaScript worlds of a page: the page's own, and the isolated one in which the preload script runs with
// `contextBridge` and `ipcRenderer`. Both functions below are sent to Chromium as text, so they use nothing but their
// arguments. The worlds share the document and talk by events on it, whose details Chromium clones.
import type { ContextBridge, IpcRenderer } from 'electron'
import type { decodeValue, encodeValue } from './value-text.ts'

/** What the isolated world tells the page half, through a binding that only it has. */
export type FromPreload =
  | { readonly type: 'invoke'; readonly id: number; readonly channel: string; readonly args: string }
  | { readonly type: 'input'; readonly input: 'mouseDown' | 'rawKeyDown' }
  | { readonly type: 'navigate'; readonly url: string }
  | { readonly type: 'open'; readonly url: string; readonly frameName: string; readonly features: string }
  | { readonly type: 'violation'; readonly message: string }

/** What the page half tells the isolated world. Values travel as the text of value-text.ts. */
export type ToPreload =
  | { readonly type: 'invoked'; readonly id: number; readonly value: string }
  | { readonly type: 'refused'; readonly id: number; readonly message: string }
  | { readonly type: 'event'; readonly channel: string; readonly args: string }

/** Name of the isolated world. */
export const preloadWorld = 'electron-standin-preload'
/** The binding in the isolated world, and the function that the page half calls there. */
export const bindingName = 'electronStandinTell'
export const receiverName = 'electronStandinReceive'

/** A value, or where to find the function or promise that stands at its place in the other world. */
type Packed =
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'function'; readonly id: number }
  | { readonly type: 'promise'; readonly id: number }

type Said =
  | { readonly type: 'expose'; readonly key: string; readonly members: Readonly<Record<string, Packed>> }
  | { readonly type: 'call'; readonly id: number; readonly args: readonly Packed[] }
  | { readonly type: 'return'; readonly value: Packed }
  | { readonly type: 'throw'; readonly message: string }
  | { readonly type: 'settle'; readonly id: number; readonly isFulfilled: boolean; readonly value: Packed }
  | { readonly type: 'open'; readonly url: string; readonly frameName: string; readonly features: string }

/** One world's end of the bridge. `token` keeps the events' names from the page. */
export interface WorldEnd {
  pack(value: unknown): Packed
  say(said: Said): void
}

/** Text of a function that makes a world's end; both worlds run it, each with its own `speaks` and `hears`. */
export function createWorldEnd(
  speaks: string,
  hears: string,
  onSaid: (said: Said, unpack: (packed: Packed) => unknown) => void,
): WorldEnd {
  const { document, CustomEvent, structuredClone } = globalThis
  const functions = new Map<number, (...args: unknown[]) => unknown>()
  const promises = new Map<number, PromiseWithResolvers<unknown>>()
  let lastId = 0
  /** What the call that is being made has returned; events are synchronous. */
  let returned: Said | undefined

  const say = (said: Said) => void document.dispatchEvent(new CustomEvent(speaks, { detail: said }))

  function pack(value: unknown): Packed {
    if (typeof value === 'function') {
      functions.set(++lastId, value as (...args: unknown[]) => unknown)
      return { type: 'function', id: lastId }
    }
    if (value instanceof Promise) {
      const id = ++lastId
      value.then(
        (result) => say({ type: 'settle', id, isFulfilled: true, value: pack(result) }),
        (error: unknown) =>
          say({
            type: 'settle',
            id,
            isFulfilled: false,
            value: pack(error instanceof Error ? error.message : error),
          }),
      )
      return { type: 'promise', id }
    }
    return { type: 'value', value: structuredClone(value) }
  }

  function unpack(packed: Packed): unknown {
    switch (packed.type) {
      case 'value':
        return packed.value
      case 'promise': {
        const promise = Promise.withResolvers<unknown>()
        promises.set(packed.id, promise)
        return promise.promise
      }
      case 'function':
        return (...args: unknown[]) => {
          const outer = returned
          say({ type: 'call', id: packed.id, args: args.map(pack) })
          const result = returned
          returned = outer
          if (result?.type === 'throw') throw new Error(result.message)
          return result?.type === 'return' ? unpack(result.value) : undefined
        }
    }
  }

  document.addEventListener(hears, (event) => {
    // Only the other end dispatches events of this name.
    const said = (event as CustomEvent<Said>).detail
    switch (said.type) {
      case 'call':
        try {
          say({ type: 'return', value: pack(functions.get(said.id)?.(...said.args.map(unpack))) })
        } catch (error) {
          say({ type: 'throw', message: error instanceof Error ? error.message : String(error) })
        }
        return
      case 'return':
      case 'throw':
        returned = said
        return
      case 'settle': {
        const promise = promises.get(said.id)
        promises.delete(said.id)
        if (said.isFulfilled) promise?.resolve(unpack(said.value))
        else promise?.reject(new Error(String(unpack(said.value))))
        return
      }
      default:
        onSaid(said, unpack)
    }
  })
  return { pack, say }
}

/** The page's world: gets what the preload exposes, and a `window.open` that never opens, as Electron's when denied. */
export function preparePage(createEnd: typeof createWorldEnd, token: string): void {
  const end = createEnd(`${token}:to-preload`, `${token}:to-page`, (said, unpack) => {
    if (said.type !== 'expose') return
    const members = Object.entries(said.members).map(([name, packed]) => [name, unpack(packed)])
    const value: unknown = Object.freeze(Object.fromEntries(members))
    Object.defineProperty(globalThis, said.key, { value, enumerable: true })
  })
  globalThis.open = (url = 'about:blank', frameName = '', features = '') => {
    end.say({ type: 'open', url: new URL(url, document.baseURI).href, frameName, features })
    return null
  }
}

/** The isolated world: runs the preload script with the few parts of Electron that the stand-in has. */
export function runPreload(
  createEnd: typeof createWorldEnd,
  text: { readonly encode: typeof encodeValue; readonly decode: typeof decodeValue },
  token: string,
  names: { readonly bindingName: string; readonly receiverName: string },
  preload: (require: (name: string) => unknown, module: { exports: unknown }, exports: unknown) => void,
): void {
  // The binding and the receiver are properties of this world's global object alone.
  const world = globalThis as unknown as Record<string, unknown>
  const tellText = world[names.bindingName] as (text: string) => void
  const tell = (message: FromPreload) => tellText(JSON.stringify(message))

  function refuse(sentence: string): never {
    const message = `Electron stand-in: ${sentence}`
    tell({ type: 'violation', message })
    throw new Error(message)
  }

  function strict<T extends object>(name: string, known: T): T {
    return new Proxy(known, {
      get: (target, property, receiver) => {
        if (typeof property === 'string' && !(property in target)) refuse(`${name}.${property} is not known.`)
        return Reflect.get(target, property, receiver) as unknown
      },
    })
  }

  const end = createEnd(`${token}:to-page`, `${token}:to-preload`, (said) => {
    if (said.type === 'open') tell(said)
  })

  const invoked = new Map<number, PromiseWithResolvers<unknown>>()
  const listeners = new Map<string, Set<(...args: unknown[]) => void>>()
  let lastId = 0

  // One listener type for Electron's, which is declared with `any`.
  type Listener = (...args: unknown[]) => void
  const ipcRenderer = strict('ipcRenderer', {
    invoke: async (channel: string, ...args: unknown[]) => {
      const id = ++lastId
      const promise = Promise.withResolvers<unknown>()
      invoked.set(id, promise)
      tell({ type: 'invoke', id, channel, args: text.encode(structuredClone(args)) })
      return promise.promise
    },
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener))
    },
    off: (channel: string, listener: Listener) => void listeners.get(channel)?.delete(listener),
  } satisfies Partial<Record<keyof IpcRenderer, unknown>>)

  const contextBridge = strict('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) => {
      if (typeof api !== 'object' || api === null) return refuse('what is exposed is no object.')
      if (!Object.isFrozen(api)) refuse('what is exposed is not frozen.')
      const members = Object.entries(api).map(([name, member]: [string, unknown]) => [
        name,
        typeof member === 'function' ? end.pack(member) : refuse(`${key}.${name} is no function.`),
      ])
      // Each member has just been packed or refused.
      end.say({ type: 'expose', key, members: Object.fromEntries(members) as Record<string, never> })
    },
  } satisfies Partial<Record<keyof ContextBridge, unknown>>)

  world[names.receiverName] = (message: ToPreload) => {
    if (message.type === 'event') {
      const args = text.decode(message.args) as unknown[]
      for (const listener of [...(listeners.get(message.channel) ?? [])])
        listener(strict('IpcRendererEvent', {}), ...args)
      return
    }
    const promise = invoked.get(message.id)
    invoked.delete(message.id)
    if (message.type === 'invoked') promise?.resolve(text.decode(message.value))
    else promise?.reject(new Error(`Error invoking remote method: ${message.message}`))
  }

  // What a person does, and where the page goes by itself, are Electron's to see before the page.
  for (const [event, input] of [
    ['mousedown', 'mouseDown'],
    ['keydown', 'rawKeyDown'],
  ] as const) {
    addEventListener(event, ({ isTrusted }) => isTrusted && tell({ type: 'input', input }), true)
  }
  navigation.addEventListener('navigate', (event) => {
    if (event.hashChange || event.destination.sameDocument || event.downloadRequest !== null) return
    if (!event.cancelable) refuse(`a navigation that cannot be held back: ${event.destination.url}`)
    event.preventDefault()
    tell({ type: 'navigate', url: event.destination.url })
  })

  const module = { exports: {} }
  preload(
    (name) =>
      name === 'electron'
        ? strict('electron (preload)', { contextBridge, ipcRenderer })
        : refuse(`the preload requires ${name}.`),
    module,
    module.exports,
  )
}

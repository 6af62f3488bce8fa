// Owns the stand-in's first rule: what it does not know, it refuses, loudly enough that a `catch` in the program cannot
// hide it. Everything of Electron that the program touches stands in the files beside this one.
import { tell } from './channel.ts'

/** Reports a violation to the test, and throws in the program. */
export function refuse(sentence: string): never {
  const message = `Electron stand-in: ${sentence}`
  tell({ type: 'violation', message })
  throw new Error(message)
}

/** Questions that JavaScript itself asks of any object: is it a promise, how is it printed. */
const asked = new Set(['then', 'toJSON'])

/** The object, refusing every property that is not there. */
export function strict<T extends object>(name: string, known: T): T {
  return new Proxy(known, {
    get: (target, property, receiver) => {
      if (typeof property === 'string' && !(property in target) && !asked.has(property))
        refuse(`${name}.${property} is not known.`)
      return Reflect.get(target, property, receiver) as unknown
    },
    set: (_target, property) => refuse(`${name}.${String(property)} cannot be set.`),
  })
}

/** Refuses an options object that has a name which is not in `known`. */
export function checkOptions(name: string, options: object, known: Readonly<Record<string, unknown>>): void {
  for (const option of Object.keys(options)) {
    if (!Object.hasOwn(known, option)) refuse(`the option ${option} of ${name} is not known.`)
  }
}

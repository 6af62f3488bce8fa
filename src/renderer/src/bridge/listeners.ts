// Owns a list of listeners that are called in the order in which they came.

export interface Listeners<Value> {
  /** Returns the function that takes the listener out again. */
  add(listener: (value: Value) => void): () => void
  call(value: Value): void
}

export function createListeners<Value>(): Listeners<Value> {
  const listeners = new Set<(value: Value) => void>()
  return {
    add: (listener) => {
      // Wrapped, so that one function can be added twice and taken out once.
      const entry = (value: Value) => listener(value)
      listeners.add(entry)
      return () => listeners.delete(entry)
    },
    call: (value) => {
      for (const listener of [...listeners]) listener(value)
    },
  }
}

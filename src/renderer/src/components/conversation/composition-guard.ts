// Owns which keys belong to an input method (Chinese, Japanese, Korean …): the Enter that takes a candidate must not send.

type KeyEvent = Pick<KeyboardEvent, 'isComposing' | 'keyCode' | 'timeStamp'>

/** How close to the end of a composition a key still belongs to it: WebKit reports that key after the end. */
const afterEndMs = 100

export interface CompositionGuard {
  onCompositionEnd(event: { readonly timeStamp: number }): void
  /** Whether the key is the input method's, to be left alone. */
  ownsKey(event: KeyEvent): boolean
}

export function createCompositionGuard(): CompositionGuard {
  /** By the clock of the events. */
  let endedAt = -Infinity
  return {
    onCompositionEnd: (event) => {
      endedAt = event.timeStamp
    },
    // 229 is what browsers report for a key that an input method has taken.
    ownsKey: (event) =>
      event.isComposing || event.keyCode === 229 || Math.abs(event.timeStamp - endedAt) < afterEndMs,
  }
}

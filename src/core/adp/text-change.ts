// Owns the step from one state of a growing text to the next: a tail when the text goes on, else the whole.

export interface TextChange {
  /** `delta`: append the text. `set`: the text replaces what was there. */
  readonly type: 'delta' | 'set'
  readonly text: string
}

/** What turns one text into the other; undefined when they are the same. */
export function changeBetween(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined
  if (before === '') return { type: 'delta', text: after }
  if (!isBeginning(before, after)) return { type: 'set', text: after }
  return { type: 'delta', text: copyOf(after.slice(before.length)) }
}

/** `text.startsWith(beginning)`, which V8 does one character after the other and so takes 25 times as long. */
export function isBeginning(beginning: string, text: string): boolean {
  return text.length >= beginning.length && text.slice(0, beginning.length) === beginning
}

/** The same text without the packet it was cut from: V8 keeps the whole of a long string alive for a slice of it. */
function copyOf(slice: string): string {
  return ` ${slice}`.slice(1)
}

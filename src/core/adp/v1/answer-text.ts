// Owns what has been said so far in one growing text of v1, and the step from one packet to the next. Cumulative and
// incremental packets (Dialogue API document, `incremental`) end here: what leaves is a tail, or a whole new text.
import { changeBetween, isBeginning, type TextChange } from '../text-change.ts'

export interface AnswerText {
  /** All that has been said; what the person sees. */
  readonly whole: string
  /** Takes the content of the next packet; undefined when it changes nothing. */
  take(content: string, isFinal: boolean): TextChange | undefined
}

export function createAnswerText(isIncremental: boolean): AnswerText {
  return isIncremental ? createIncrementalText() : createCumulativeText()
}

/** Every packet carries the whole text so far. An empty one says nothing about the text: it brings cards or marks. */
function createCumulativeText(): AnswerText {
  let whole = ''
  return {
    get whole() {
      return whole
    },
    take(content, isFinal) {
      const next = isFinal ? content : withoutHalfCharacter(content)
      if (next === '') return undefined
      const change = changeBetween(whole, next)
      whole = next
      return change
    },
  }
}

/**
 * Every packet carries a piece. Two things are known to happen nevertheless: a server that ignores `incremental` and
 * sends whole texts, and a final packet that repeats the whole text.
 */
function createIncrementalText(): AnswerText {
  let whole = ''
  // All pieces joined, until `mode` is decided: what the text is if they should turn out to be pieces after all.
  let joined = ''
  let mode: 'undecided' | 'pieces' | 'whole-texts' = 'undecided'
  // How many packets began with all of the one before and went on; a piece may do that by chance, two hardly.
  let extensions = 0

  function show(next: string): TextChange | undefined {
    const change = changeBetween(whole, next)
    whole = next
    return change
  }

  return {
    get whole() {
      return whole
    },
    take(content, isFinal) {
      if (content === '') return undefined
      if (mode === 'whole-texts') return show(content)
      if (mode === 'pieces') {
        if (isFinal && isBeginning(whole, content)) return show(content)
        whole += content
        return { type: 'delta', text: content }
      }
      joined += content
      if (!isBeginning(whole, content)) {
        mode = 'pieces'
        return show(joined)
      }
      if (whole !== '' && content.length > whole.length) extensions += 1
      if (extensions === 2) mode = 'whole-texts'
      return show(content)
    },
  }
}

/** A packet may end between the two halves of a character; the half waits for the next packet. */
function withoutHalfCharacter(text: string): string {
  const last = text.charCodeAt(text.length - 1)
  return last >= 0xd800 && last <= 0xdbff ? text.slice(0, -1) : text
}

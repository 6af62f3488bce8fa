// Owns the text of a v1 procedure that a person sees: what is meant for display where there is such a text, else the content
// itself. Both grow on their own.
import { changeBetween, type TextChange } from '../text-change.ts'
import { createAnswerText } from './answer-text.ts'

export interface ShownText {
  readonly whole: string
  /** Takes the texts of the next packet; undefined when what is seen does not change. */
  take(content: string, display: string, isFinal: boolean): TextChange | undefined
}

export function createShownText(isIncremental: boolean): ShownText {
  const content = createAnswerText(isIncremental)
  const display = createAnswerText(isIncremental)
  const seen = (): string => display.whole || content.whole
  return {
    get whole() {
      return seen()
    },
    take(nextContent, nextDisplay, isFinal) {
      const before = seen()
      const wasDisplay = display.whole !== ''
      const changeOfContent = content.take(nextContent, isFinal)
      const changeOfDisplay = display.take(nextDisplay, isFinal)
      if (display.whole === '') return changeOfContent
      // The first words for display take the place of the content.
      return wasDisplay ? changeOfDisplay : changeBetween(before, display.whole)
    },
  }
}

// Owns the joining of neighbouring pieces: what is stored and sent per frame is one piece per part, not one per packet.
import type { AnswerEvent } from './answer.ts'

/** The same events with runs of pieces to one part joined. Folding either list gives the same message. */
export function mergeAnswerEvents(events: readonly AnswerEvent[]): AnswerEvent[] {
  const merged: AnswerEvent[] = []
  for (const event of events) {
    const last = merged.at(-1)
    if (
      (event.type === 'text-delta' || event.type === 'thought-delta') &&
      last?.type === event.type &&
      last.part === event.part
    ) {
      merged[merged.length - 1] = { ...last, text: last.text + event.text }
    } else {
      merged.push(event)
    }
  }
  return merged
}

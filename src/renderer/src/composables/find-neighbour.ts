// Owns which question comes next, or before, from where a person reads.
import type { Message } from '#shared/answer.ts'
import type { MessageId } from '#shared/ids.ts'
import type { ReadingPlace } from '../stores/open-conversation.ts'

/** A question whose beginning is out of sight is itself the one before. `place`: null at the end. */
export function findNeighbour(
  messages: readonly Message[],
  place: ReadingPlace | null,
  direction: 1 | -1,
): MessageId | undefined {
  const isQuestion = ({ role }: Message): boolean => role === 'user'
  const at = place ? messages.findIndex(({ id }) => id === place.messageId) : messages.length
  if (direction === 1) return messages.slice(at + 1).find(isQuestion)?.id
  const isBegun = place !== null && place.offset < -1
  return messages.slice(0, isBegun ? at + 1 : at).findLast(isQuestion)?.id
}

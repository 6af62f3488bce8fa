// Owns going from question to question by the keyboard. What is gone to gets the keyboard too, so that its actions, and a
// screen reader, go on from there.
import type { MessageId } from '#shared/ids.ts'
import { useOpenConversationStore } from '../stores/open-conversation.ts'
import { focusMessage } from './focus-message.ts'
import { findNeighbour } from './find-neighbour.ts'

export interface QuestionJumps {
  /** To the next question, or the end; to the previous one, or that whose answer is in sight. */
  jump(direction: 1 | -1): Promise<void>
}

export function useQuestionJumps(): QuestionJumps {
  const open = useOpenConversationStore()

  async function find(direction: 1 | -1): Promise<MessageId | undefined> {
    const found = findNeighbour(open.messages, open.place, direction)
    if (found !== undefined) return found
    if (direction === -1 && open.hasEarlier) await open.loadEarlier()
    else if (direction === 1 && open.hasLater) await open.loadLater()
    else return undefined
    return findNeighbour(open.messages, open.place, direction)
  }

  return {
    async jump(direction) {
      const id = await find(direction)
      if (id === undefined) return direction === 1 ? open.showEnd() : open.showStart()
      open.goTo(id)
      await focusMessage(id)
    },
  }
}

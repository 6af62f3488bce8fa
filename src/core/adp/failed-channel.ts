// Owns the channel of a question that cannot be sent, because there is nowhere to send it.
import type { Failure } from '#shared/failure.ts'
import type { Channel } from './channel.ts'

export function createFailedChannel(failure: Failure): Channel {
  return {
    endsWithTurn: true,
    open(receiver) {
      let isLeft = false
      queueMicrotask(() => {
        if (!isLeft) receiver.onEvent({ type: 'failure', failure, isUnsent: true })
        if (!isLeft) receiver.onEnd()
      })
      const leave = (): void => {
        isLeft = true
      }
      return { stop: leave, leave }
    },
  }
}

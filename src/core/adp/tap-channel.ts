// Owns listening in on a channel: what the service sends is told beside, as it was received, before it is understood.
import type { Channel, ReceivedEvent } from './channel.ts'

/** The channel, which tells `onEvent` everything that it receives. Failures are ours, and are not told. */
export function tapChannel(channel: Channel, onEvent: (event: ReceivedEvent) => void): Channel {
  return {
    endsWithTurn: channel.endsWithTurn,
    open: (receiver) =>
      channel.open({
        onEvent(event) {
          if (event.type !== 'failure') onEvent(event)
          receiver.onEvent(event)
        },
        onEnd: () => receiver.onEnd(),
      }),
  }
}

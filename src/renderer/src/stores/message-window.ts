// Owns what happens to the stretch of a conversation that is on the screen: an event about one of its messages, a page that
// was read anew. Which events and pages come, and in which order, is open-conversation.ts's.
import { applyAnswerEvent, type Message } from '#shared/answer.ts'
import type { BridgeEvent, ConversationPage } from '#shared/contract/contract.ts'
import type { MessageId } from '#shared/ids.ts'

export type MessageEvent = Extract<BridgeEvent, { payload: { revision: number } }>

export interface MessageWindow {
  /** Oldest first. */
  readonly messages: readonly Message[]
  readonly hasEarlier: boolean
  readonly hasLater: boolean
}

/** The window after the event. Messages that it does not mean keep their identity; those outside of it are not shown. */
export function applyMessageEvent(window: MessageWindow, event: MessageEvent): MessageWindow {
  const { messages } = window
  switch (event.name) {
    case 'message.added':
      return window.hasLater ? window : { ...window, messages: [...messages, event.payload.message] }
    case 'message.changed':
      return replace(window, event.payload.message.id, () => event.payload.message)
    case 'message.removed':
      return { ...window, messages: messages.filter(({ id }) => id !== event.payload.messageId) }
    case 'answer.progressed':
      return replace(window, event.payload.messageId, (message) =>
        event.payload.events.reduce(applyAnswerEvent, message),
      )
  }
}

/** From the end, where the answer that grows is. */
function replace(window: MessageWindow, id: MessageId, change: (message: Message) => Message): MessageWindow {
  const index = window.messages.findLastIndex((message) => message.id === id)
  const message = window.messages[index]
  return message ? { ...window, messages: window.messages.with(index, change(message)) } : window
}

/** The page in the place of what it shows anew. Where it overlaps the window, what lies beyond its ends stays. */
export function joinPage(window: MessageWindow, page: ConversationPage): MessageWindow {
  const first = findIndex(window, page.messages[0])
  const last = findIndex(window, page.messages.at(-1))
  const before = window.messages.slice(0, Math.max(0, first))
  const after = page.hasLater && last !== -1 ? window.messages.slice(last + 1) : []
  return {
    messages: [...before, ...page.messages, ...after],
    hasEarlier: before.length > 0 ? window.hasEarlier : page.hasEarlier,
    hasLater: after.length > 0 ? window.hasLater : page.hasLater,
  }
}

function findIndex({ messages }: MessageWindow, message: Message | undefined): number {
  return message ? messages.findIndex(({ id }) => id === message.id) : -1
}

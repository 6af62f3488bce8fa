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
  /** How many messages of the conversation lie before these, and after them; what happens out there is not counted in. */
  readonly earlier: number
  readonly later: number
}

/** How many messages are kept around the place where a person reads. */
export const mostKept = 400

/** The window after the event. Messages that it does not mean keep their identity; those outside of it are not shown. */
export function applyMessageEvent(window: MessageWindow, event: MessageEvent): MessageWindow {
  const { messages } = window
  switch (event.name) {
    case 'message.added':
      return window.hasLater
        ? { ...window, later: window.later + 1 }
        : { ...window, messages: [...messages, event.payload.message] }
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
    earlier: before.length > 0 ? window.earlier : page.earlier,
    later: after.length > 0 ? window.later : page.later,
  }
}

/** With the page that lies before it. What is then furthest below is left to be read again. */
export function addEarlier(window: MessageWindow, page: ConversationPage): MessageWindow {
  const messages = [...page.messages, ...window.messages]
  const dropped = Math.max(0, messages.length - mostKept)
  return {
    messages: messages.slice(0, mostKept),
    hasEarlier: page.hasEarlier,
    hasLater: window.hasLater || dropped > 0,
    earlier: page.earlier,
    later: window.later + dropped,
  }
}

/** With the stretch that lies after it. What is then furthest above is left to be read again. */
export function addLater(
  window: MessageWindow,
  stretch: Pick<MessageWindow, 'messages' | 'hasLater' | 'later'>,
): MessageWindow {
  const messages = [...window.messages, ...stretch.messages]
  const dropped = Math.max(0, messages.length - mostKept)
  return {
    messages: messages.slice(dropped),
    hasEarlier: window.hasEarlier || dropped > 0,
    hasLater: stretch.hasLater,
    earlier: window.earlier + dropped,
    later: stretch.later,
  }
}

function findIndex({ messages }: MessageWindow, message: Message | undefined): number {
  return message ? messages.findIndex(({ id }) => id === message.id) : -1
}

// Owns the comparison of what a page has painted with what the history says after the program was killed.
import { isDeepStrictEqual } from 'node:util'
import { hasEnded, type Message } from '#shared/answer.ts'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import type { ConversationId } from '#shared/ids.ts'
import { followAsPage } from '#core/engine/test-engine.ts'
import type { Database } from '#core/store/open.ts'
import { listMessages } from '#core/store/messages.ts'

/** What is not as it was painted, in words; nothing when nothing was lost. */
export function findLosses(db: Database, events: readonly BridgeEvent[]): string[] {
  const ids = new Set(
    events.flatMap(({ payload }) => ('revision' in payload ? [payload.conversationId] : [])),
  )
  return [...ids].flatMap((id) => compare(followAsPage(events, id), readAll(db, id)))
}

function readAll(db: Database, id: ConversationId): readonly Message[] {
  return listMessages(db, id, { limit: 100_000 }).messages
}

function compare(painted: readonly Message[], stored: readonly Message[]): string[] {
  const storedById = new Map(stored.map((message) => [message.id, message]))
  return painted.flatMap((message) => {
    const kept = storedById.get(message.id)
    if (!kept) return [`${message.role} ${message.id} is missing`]
    if (kept.isDamaged) return [`${message.role} ${message.id} is damaged`]
    if (hasEnded(message) && message.role === 'assistant') {
      return isDeepStrictEqual(kept, message) ? [] : [`answer ${message.id} had ended and is another now`]
    }
    if (!hasEnded(kept)) return [`${message.role} ${message.id} is left as ${kept.status}`]
    return message.parts.flatMap((part) => {
      const after = kept.parts.find(({ key }) => key === part.key)
      const isKept = 'text' in part && after && 'text' in after ? after.text.startsWith(part.text) : after
      return isKept ? [] : [`part ${part.key} of ${message.id} has lost something`]
    })
  })
}

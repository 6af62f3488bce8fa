// Owns which messages the record of an answer has so far, and which message tells what.
import type { Random } from './random.ts'
import type { StoredAnswer, StoredMessage, StoredStage, Turn } from './memory.ts'
import type { Agent } from './scenario.ts'
import { createMessageIds, type MessageKind } from './v2-ids.ts'
import type { Message } from './v2-messages.ts'

export interface Register {
  /** In the order in which they were begun. */
  readonly messages: readonly Message[]
  find(owner: StoredAnswer | StoredStage): Message | undefined
  /** A message that tells this. Its id is remembered for the history. */
  add(
    owner: StoredMessage,
    kind: MessageKind,
    members: {
      readonly type: string
      readonly name: string
      readonly title: string
      readonly agent: Agent | undefined
    },
  ): Message
}

export function createRegister(
  memory: Turn,
  options: { readonly random: Random; hasOpaqueIds(): boolean },
): Register {
  const nextId = createMessageIds(memory.recordId, options.random)
  const messages: Message[] = []
  const messageOf = new Map<StoredMessage, Message>()

  function agentMembers(agent: Agent | undefined): Message['agent'] {
    if (agent === undefined) return undefined
    const parent = memory.messages.find(
      (candidate) => candidate.type === 'activity' && candidate.activity.key === agent.parentKey,
    )
    const parentId = parent === undefined ? undefined : messageOf.get(parent)?.id
    return { name: agent.name, isSubAgent: agent.isSubAgent, parentId }
  }

  return {
    messages,
    find: (owner) => messageOf.get(owner),
    add(owner, kind, members) {
      const message: Message = {
        ...members,
        agent: agentMembers(members.agent),
        id: nextId(kind, options.hasOpaqueIds()),
        contents: [],
        startedMs: 0,
        status: 'processing',
        elapsedMs: 0,
        final: undefined,
      }
      messages.push(message)
      messageOf.set(owner, message)
      memory.messageIds.set(owner, message.id)
      return message
    },
  }
}

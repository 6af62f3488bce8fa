// Owns the program that the tests of the stores talk to: an engine's side of the bridge in memory, whose answers and
// events a test says.
import { createPinia, setActivePinia } from 'pinia'
import { ref } from 'vue'
import type { Message } from '#shared/answer.ts'
import type { AppCard } from '#shared/app-card.ts'
import type { ConnectionStatus } from '#shared/connection.ts'
import type { BridgeEvent, CallInput, CallName, CallOutput } from '#shared/contract/contract.ts'
import type { ConversationSummary } from '#shared/conversation.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { conversationIdSchema, messageIdSchema, profileIdSchema } from '#shared/ids.ts'
import type { Profile } from '#shared/profile.ts'
import type { Reply } from '#shared/contract/bridge.ts'
import { createListeners } from '../bridge/listeners.ts'
import { installBridge } from '../bridge/use-bridge.ts'

type Answers = {
  [Name in CallName]?: (input: CallInput<Name>) => CallOutput<Name> | Promise<CallOutput<Name>>
}

export interface TestHost {
  /** What each call is answered with; a call without an answer is refused as unexpected. */
  readonly answers: Answers
  /** The calls that were made, in order. */
  readonly calls: [CallName, unknown][]
  emit(event: BridgeEvent): void
  reconnect(): void
}

/** Puts a new program behind the bridge and makes all stores new. */
export function startTestHost(answers: Answers): TestHost {
  const calls: [CallName, unknown][] = []
  const events = createListeners<BridgeEvent>()
  const reconnections = createListeners<undefined>()

  installBridge({
    status: ref('connected'),
    on: events.add,
    onReconnected: (listener) => reconnections.add(listener),
    call: async (name, input): Promise<Reply> => {
      calls.push([name, input])
      // The input of `name` goes to the answer of `name`; the compiler cannot follow that through the union.
      const answer = answers[name] as ((input: unknown) => unknown) | undefined
      if (!answer) return { ok: false, failure: createFailure('unexpected') }
      try {
        return { ok: true, value: await answer(input) }
      } catch (error) {
        if (error instanceof FailureError) return { ok: false, failure: error.failure }
        throw error
      }
    },
  })
  setActivePinia(createPinia())
  return { answers, calls, emit: events.call, reconnect: () => reconnections.call(undefined) }
}

/** Lets everything that waits for an answer go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

function uuid(kind: number, number: number): string {
  return `0000000${kind}-0000-4000-8000-${String(number).padStart(12, '0')}`
}
export const profileId = (number: number) => profileIdSchema.parse(uuid(1, number))
export const conversationId = (number: number) => conversationIdSchema.parse(uuid(2, number))
export const messageId = (number: number) => messageIdSchema.parse(uuid(3, number))

export function createProfile(number: number, changes: Partial<Profile> = {}): Profile {
  return {
    id: profileId(number),
    name: `Profile ${number}`,
    color: 'blue',
    site: 'china',
    accessMethod: 'automatic',
    protocolVersion: 'automatic',
    visitorId: 'desk-1',
    appKeyHint: 'wxyz',
    secretIdHint: null,
    credentialsStatus: null,
    appKeyStatus: 'sealed',
    isDemo: false,
    isRetired: false,
    createdAt: 0,
    ...changes,
  }
}

export function createCard(number: number, changes: Partial<AppCard> = {}): AppCard {
  return { profileId: profileId(number), openingQuestions: [], models: [], fetchedAt: 0, ...changes }
}

export function createConnection(number: number, changes: Partial<ConnectionStatus> = {}): ConnectionStatus {
  return {
    profileId: profileId(number),
    way: { accessMethod: 'websocket', protocolVersion: 'v2' },
    socket: 'closed',
    failure: null,
    ...changes,
  }
}

export function createSummary(
  number: number,
  changes: Partial<ConversationSummary> = {},
): ConversationSummary {
  return {
    id: conversationId(number),
    profileId: profileId(1),
    title: `Conversation ${number}`,
    createdAt: 0,
    updatedAt: number,
    isPinned: false,
    shelf: 'open',
    deletedAt: null,
    folderId: null,
    tagIds: [],
    isUnread: false,
    isRunning: false,
    ...changes,
  }
}

export function createMessage(number: number, changes: Partial<Message> = {}): Message {
  return {
    id: messageId(number),
    conversationId: conversationId(1),
    role: 'assistant',
    status: 'complete',
    parts: [],
    createdAt: 0,
    remote: {},
    ...changes,
  }
}

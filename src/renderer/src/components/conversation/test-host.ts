// Owns a program behind the page for tests: a bridge in memory that keeps what was asked of it.
import { ref } from 'vue'
import type { Reply } from '#shared/contract/bridge.ts'
import type { BridgeEvent, CallName } from '#shared/contract/contract.ts'
import { conversationIdSchema, profileIdSchema } from '#shared/ids.ts'
import type { ConversationSummary } from '#shared/conversation.ts'
import type { Profile } from '#shared/profile.ts'
import { installBridge } from '../../bridge/use-bridge.ts'

export const profile: Profile = {
  id: profileIdSchema.parse('10000000-0000-4000-8000-000000000001'),
  name: 'Travel desk',
  color: 'blue',
  site: 'china',
  accessMethod: 'automatic',
  protocolVersion: 'automatic',
  visitorId: 'visitor',
  appKeyHint: '',
  secretIdHint: null,
  credentialsStatus: null,
  appKeyStatus: 'sealed',
  isDemo: false,
  isRetired: false,
  createdAt: 1,
}

export const conversation: ConversationSummary = {
  id: conversationIdSchema.parse('20000000-0000-4000-8000-000000000001'),
  profileId: profile.id,
  title: '',
  createdAt: 1,
  updatedAt: 1,
  isPinned: false,
  shelf: 'open',
  deletedAt: null,
  folderId: null,
  tagIds: [],
  isUnread: false,
  isRunning: false,
}

/** Installs the bridge. `answers` holds the reply to each call; a call without one fails the test. */
export function installTestHost(answers: Partial<Record<CallName, () => Reply>>): void {
  const listeners = new Set<(event: BridgeEvent) => void>()
  installBridge({
    status: ref('connected'),
    onReconnected: () => () => undefined,
    on: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    call: (name) => {
      // Drafts are kept on the way of everything else.
      if (name === 'draft.set') return Promise.resolve({ ok: true, value: {} })
      const answer = answers[name]
      if (answer === undefined) throw new Error(`Unexpected call ${name}`)
      return Promise.resolve(answer())
    },
  })
}

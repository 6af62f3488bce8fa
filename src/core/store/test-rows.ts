// Owns plain values for the tests of the store, and chance that repeats. Runs outside of vitest too.
import { randomUUID } from 'node:crypto'
import type { Message } from '#shared/answer.ts'
import { conversationIdSchema, messageIdSchema, profileIdSchema, type ConversationId } from '#shared/ids.ts'
import type { Part } from '#shared/part.ts'
import { insertConversation, newConversation, type StoredConversation } from './conversations.ts'
import type { Database } from './database.ts'
import { insertProfile, type StoredProfile } from './profiles.ts'

export function createProfile(changes: Partial<StoredProfile> = {}): StoredProfile {
  return {
    id: profileIdSchema.parse(randomUUID()),
    name: 'Shop assistant',
    color: 'teal',
    site: 'china',
    accessMethod: 'automatic',
    protocolVersion: 'automatic',
    visitorId: 'visitor-1',
    appKeyHint: 'k3y4',
    secretIdHint: null,
    isDemo: false,
    isRetired: false,
    createdAt: 1000,
    ...changes,
  }
}

export function createConversation(changes: Partial<StoredConversation> = {}): StoredConversation {
  return newConversation({
    id: conversationIdSchema.parse(randomUUID()),
    profileId: profileIdSchema.parse(randomUUID()),
    title: 'Opening hours',
    createdAt: 2000,
    ...changes,
  })
}

/** A conversation in the database, with the profile it needs. */
export function addConversation(db: Database, changes: Partial<StoredConversation> = {}): StoredConversation {
  const profile = createProfile()
  if (changes.profileId === undefined) insertProfile(db, profile)
  const conversation = createConversation({ profileId: profile.id, ...changes })
  insertConversation(db, conversation)
  return conversation
}

export function createText(text: string, key = 'text:1'): Part {
  return { type: 'text', key, text, quotes: [], references: [] }
}

export function createQuestion(conversationId: ConversationId, changes: Partial<Message> = {}): Message {
  return {
    id: messageIdSchema.parse(randomUUID()),
    conversationId,
    role: 'user',
    status: 'complete',
    parts: [createText('When do you open?', 'question')],
    createdAt: 3000,
    remote: {},
    ...changes,
  }
}

export function createAnswer(conversationId: ConversationId, changes: Partial<Message> = {}): Message {
  return {
    ...createQuestion(conversationId),
    role: 'assistant',
    status: 'streaming',
    parts: [],
    ...changes,
  }
}

/** Numbers from 0 up to 1, always the same ones for the same seed (mulberry32). */
export function createChance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

// Owns a data folder with a profile and some conversations, for journeys about the list of them: written through the store of
// the program, without a service behind it.
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { insertConversation, newConversation } from '../src/core/store/conversations.ts'
import { closeStore, openStore } from '../src/core/store/open.ts'
import { insertProfile } from '../src/core/store/profiles.ts'
import { conversationIdSchema, profileIdSchema } from '../src/shared/ids.ts'

/** With these titles, the newest first; each a minute older than the one before it, the first a minute old. */
export function fillWithConversations(dataDir: string, titles: readonly string[], now = Date.now()): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const opened = openStore(join(dataDir, 'history.db'))
  if (!opened.ok) throw new Error(opened.problem.reason)
  const { db } = opened
  const profileId = profileIdSchema.parse(randomUUID())
  insertProfile(db, {
    id: profileId,
    name: 'Work',
    color: 'teal',
    site: 'china',
    accessMethod: 'automatic',
    protocolVersion: 'automatic',
    visitorId: 'visitor',
    appKeyHint: '1234',
    secretIdHint: null,
    isDemo: false,
    isRetired: false,
    createdAt: now,
  })
  for (const [index, title] of titles.entries()) {
    const createdAt = now - (index + 1) * 60_000
    insertConversation(
      db,
      newConversation({ id: conversationIdSchema.parse(randomUUID()), profileId, title, createdAt }),
    )
  }
  closeStore(db)
}

// Owns a data folder with so many profiles and conversations that everything slow shows: written through the store of the
// program, without a service behind any of them. Run by itself it fills the folder that it is given.
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { insertConversation, newConversation } from '../src/core/store/conversations.ts'
import { write } from '../src/core/store/database.ts'
import { closeStore, openStore } from '../src/core/store/open.ts'
import { insertProfile } from '../src/core/store/profiles.ts'
import { conversationIdSchema, profileIdSchema, type ProfileId } from '../src/shared/ids.ts'
import { profileColorSchema } from '../src/shared/profile.ts'

export interface ManyProfiles {
  /** In their order. */
  readonly names: readonly string[]
  /** How many conversations each of them has; they are called `NAME topic NUMBER`, the newest with the number 1. */
  readonly conversations: readonly number[]
}

/** Names as people give them: other scripts, other directions, too long. */
const specialNames: Readonly<Record<number, string>> = {
  3: '差旅助手（生产环境）',
  4: 'مساعد السفر',
  5: 'Customer support assistant for the international storefront, second region, staging environment',
}

/** The first of 50 profiles has 5,000 of 10,000 conversations. */
export function fillWithManyProfiles(dataDir: string, now = Date.now()): ManyProfiles {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const opened = openStore(join(dataDir, 'history.db'))
  if (!opened.ok) throw new Error(opened.problem.reason)
  const { db } = opened
  const profiles = Array.from({ length: 50 }, (_, index) => ({
    id: profileIdSchema.parse(randomUUID()),
    name: specialNames[index] ?? `Profile ${index + 1}`,
    count: index === 0 ? 5000 : index < 3 ? 500 : 85,
  }))
  const rest = 10_000 - profiles.reduce((sum, { count }) => sum + count, 0)
  const last = profiles.at(-1)
  if (last) last.count += rest

  function insertConversations(profileId: ProfileId, name: string, count: number): void {
    for (let number = count; number >= 1; number -= 1) {
      // Over two years, the newest an hour old.
      const updatedAt = now - 3_600_000 - Math.round(((number - 1) / count) * 63_000_000_000)
      insertConversation(
        db,
        newConversation({
          id: conversationIdSchema.parse(randomUUID()),
          profileId,
          title: `${name.slice(0, 40)} topic ${number}`,
          createdAt: updatedAt,
        }),
      )
    }
  }

  write(db, () => {
    for (const [index, { id, name, count }] of profiles.entries()) {
      insertProfile(db, {
        id,
        name,
        color: profileColorSchema.options[index % profileColorSchema.options.length] ?? 'blue',
        site: 'china',
        accessMethod: 'automatic',
        protocolVersion: 'automatic',
        visitorId: `visitor-${index}`,
        appKeyHint: String(1000 + index),
        secretIdHint: null,
        isDemo: false,
        isRetired: false,
        createdAt: now,
      })
      insertConversations(id, name, count)
    }
  })
  closeStore(db)
  return { names: profiles.map(({ name }) => name), conversations: profiles.map(({ count }) => count) }
}

const [, script, dataDir] = process.argv
if (script !== undefined && dataDir !== undefined && import.meta.url === pathToFileURL(script).href) {
  const { names, conversations } = fillWithManyProfiles(dataDir)
  console.log(
    `${names.length} profiles, ${conversations.reduce((sum, count) => sum + count, 0)} conversations`,
  )
}

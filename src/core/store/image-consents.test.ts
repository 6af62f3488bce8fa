import { expect, it } from 'vitest'
import type { ImageConsent } from '#shared/image.ts'
import { deleteStretch, wipeTraces } from './bin.ts'
import { openMemoryStore } from './create-history.ts'
import {
  deleteImageConsent,
  hasImageConsent,
  insertImageConsent,
  listImageConsents,
} from './image-consents.ts'
import { deleteProfile } from './profiles.ts'
import { addConversation } from './test-rows.ts'

const host: ImageConsent = { kind: 'host', name: 'img.example.com', givenAt: 1 }

it('a consent is for one exact host or one conversation, and stays as it was given', () => {
  const db = openMemoryStore()
  const [one, other] = [addConversation(db), addConversation(db)]
  const conversation: ImageConsent = { kind: 'conversation', name: one.id, givenAt: 2 }
  insertImageConsent(db, host)
  insertImageConsent(db, conversation)
  insertImageConsent(db, { ...host, givenAt: 9 })
  const listed = listImageConsents(db)
  const allowed = [
    hasImageConsent(db, one.id, 'elsewhere.example'),
    hasImageConsent(db, other.id, 'img.example.com'),
    hasImageConsent(db, other.id, 'example.com'),
    hasImageConsent(db, other.id, one.id),
  ]
  deleteImageConsent(db, host)
  deleteImageConsent(db, host)
  expect([listed, allowed, listImageConsents(db)]).toEqual([
    [conversation, host],
    [true, true, false, false],
    [conversation],
  ])
})

it('a consent of a conversation goes with it or its profile; one of a host stays', () => {
  const db = openMemoryStore()
  const [one, two, kept] = [addConversation(db), addConversation(db), addConversation(db)]
  insertImageConsent(db, host)
  for (const { id } of [one, two, kept])
    insertImageConsent(db, { kind: 'conversation', name: id, givenAt: 5 })
  deleteStretch(db, one.id, 0, () => 0)
  wipeTraces(db)
  deleteProfile(db, two.profileId)
  expect(listImageConsents(db)).toEqual([{ kind: 'conversation', name: kept.id, givenAt: 5 }, host])
})

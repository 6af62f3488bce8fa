import { expect, it } from 'vitest'
import type { AppCard } from '#shared/app-card.ts'
import { deleteAppCard, findAppCard, listAppCards, setAppCard } from './app-cards.ts'
import { openMemoryStore } from './create-history.ts'
import { deleteProfile, insertProfile } from './profiles.ts'
import { createProfile } from './test-rows.ts'

function open() {
  const db = openMemoryStore()
  const profile = createProfile()
  insertProfile(db, profile)
  const card: AppCard = {
    profileId: profile.id,
    name: 'HR assistant',
    avatar: { mediaType: 'image/png', base64: 'iVBORw0KGgo=' },
    mode: 'standard',
    greeting: '您好',
    openingQuestions: ['年假几天？'],
    maxQuestionLength: 3000,
    models: [{ name: 'm', title: 'M', maxQuestionLength: 8000 }],
    fetchedAt: 7000,
  }
  return { db, card }
}

it('a card is kept, and replaced by the next one', () => {
  const { db, card } = open()
  setAppCard(db, card)
  const first = findAppCard(db, card.profileId)
  const next = { ...card, name: 'Other', fetchedAt: 8000 }
  setAppCard(db, next)
  expect([first, listAppCards(db)]).toEqual([card, [next]])
})

it('a card goes when it is deleted, and with its profile', () => {
  const { db, card } = open()
  setAppCard(db, card)
  deleteAppCard(db, card.profileId)
  const deleted = listAppCards(db)
  setAppCard(db, card)
  deleteProfile(db, card.profileId)
  expect([deleted, listAppCards(db)]).toEqual([[], []])
})

it.each(['nonsense', '{}', '{"profileId":"x"}'])('a card that reads %j is none', (stored) => {
  const { db, card } = open()
  setAppCard(db, card)
  db.prepare('UPDATE app_cards SET card = ?').run(stored)
  expect([findAppCard(db, card.profileId), listAppCards(db)]).toEqual([undefined, []])
})

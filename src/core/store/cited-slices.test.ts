import { expect, it } from 'vitest'
import type { CitedSlice } from '#shared/cited-slice.ts'
import type { ConversationId } from '#shared/ids.ts'
import type { Part } from '#shared/part.ts'
import { deleteStretch } from './bin.ts'
import { findCitedSlices, findSlicesOf, setCitedSlices } from './cited-slices.ts'
import { openMemoryStore } from './create-history.ts'
import { prepare, type Database } from './database.ts'
import { setForkedFrom } from './forks.ts'
import { deleteMessage, insertTurn } from './messages.ts'
import { deleteProfile, insertProfile } from './profiles.ts'
import { addConversation, createAnswer, createProfile } from './test-rows.ts'

function open() {
  const db = openMemoryStore()
  const [profile, other] = [createProfile(), createProfile()]
  insertProfile(db, profile)
  insertProfile(db, other)
  return { db, profile, other }
}

function createSlice(referenceId: string, text: string): CitedSlice {
  return {
    referenceId,
    kind: 'document',
    documentName: '年假 policy.pdf',
    text,
    pages: [3],
    sheets: ['Sheet1'],
    highlights: [{ start: 2, end: 4, text: '15' }],
  }
}

it('slices are kept for each profile, and replaced by newer ones', () => {
  const { db, profile, other } = open()
  const [a, b] = [createSlice('1873345678901234567', 'first'), createSlice('b', 'second')]
  setCitedSlices(db, profile.id, [a, b], 7000)
  const newer = createSlice('b', 'newer')
  setCitedSlices(db, profile.id, [newer], 8000)
  expect([
    findCitedSlices(db, profile.id, ['b', 'gone', '1873345678901234567', 'b']),
    findCitedSlices(db, other.id, ['b']),
  ]).toEqual([[newer, a], []])
})

it('a slice that cannot be read is none, and all go with their profile', () => {
  const { db, profile } = open()
  setCitedSlices(db, profile.id, [createSlice('a', 'first'), createSlice('b', 'second')], 7000)
  prepare(db, `UPDATE cited_slices SET slice = '{"text":' WHERE reference_id = 'a'`).run()
  const readable = findCitedSlices(db, profile.id, ['a', 'b']).map(({ referenceId }) => referenceId)
  deleteProfile(db, profile.id)
  expect([readable, prepare(db, 'SELECT count(*) FROM cited_slices').pluck().get()]).toEqual([['b'], 0])
})

/** Answers that name these sources, one each, and slices of all of them. */
function cite(db: Database, conversationId: ConversationId, names: readonly string[]) {
  const answers = names.map((referenceId) => {
    const references = [{ index: '1', kind: 'document', title: 'Leave policy', referenceId } as const]
    const part: Part = { type: 'references', key: 'references', references }
    return createAnswer(conversationId, { parts: [part] })
  })
  insertTurn(db, answers)
  return answers.map(({ id }) => id)
}

function listKept(db: Database): unknown {
  return prepare(db, 'SELECT reference_id FROM cited_slices ORDER BY reference_id').pluck().all()
}

it('slices go with the message or the conversation that names them, and others stay', () => {
  const db = openMemoryStore()
  const { id, profileId } = addConversation(db)
  const { id: otherId } = addConversation(db, { profileId })
  const [first] = cite(db, id, ['a', 'b', 'e'])
  cite(db, otherId, ['c'])
  const slices = ['a', 'b', 'c', 'd', 'e'].map((name) => createSlice(name, name))
  setCitedSlices(db, profileId, slices, 7000)
  // What it names can no longer be told; nothing ends of that.
  prepare(db, `UPDATE parts SET body = '{"referenceId"' WHERE message_sequence = 3`).run()
  if (first) deleteMessage(db, first)
  const afterMessage = listKept(db)
  deleteStretch(db, id, 0, () => 0)
  expect([afterMessage, listKept(db), findSlicesOf(db, otherId, ['c', 'b'])]).toEqual([
    ['b', 'c', 'd', 'e'],
    ['c', 'd', 'e'],
    [slices[2]],
  ])
})

it.each([
  ['the copy', 1],
  ['the original', 0],
])('slices stay while %s of their conversation is there, and go with it', (_, left) => {
  const db = openMemoryStore()
  const original = addConversation(db)
  const copy = addConversation(db, { profileId: original.profileId })
  setForkedFrom(db, copy.id, original.id)
  const ids = [original.id, copy.id]
  for (const id of ids) cite(db, id, ['a'])
  setCitedSlices(db, original.profileId, [createSlice('a', 'words')], 7000)
  const [kept, gone] = left === 0 ? ids : ids.toReversed()
  if (gone) deleteStretch(db, gone, 0, () => 0)
  const first = listKept(db)
  if (kept) deleteStretch(db, kept, 0, () => 0)
  expect([first, listKept(db)]).toEqual([['a'], []])
})

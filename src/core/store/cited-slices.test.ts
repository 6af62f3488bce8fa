import { expect, it } from 'vitest'
import type { CitedSlice } from '#shared/cited-slice.ts'
import { findCitedSlices, setCitedSlices } from './cited-slices.ts'
import { openMemoryStore } from './create-history.ts'
import { prepare } from './database.ts'
import { deleteProfile, insertProfile } from './profiles.ts'
import { createProfile } from './test-rows.ts'

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

import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import { profileIdSchema } from '#shared/ids.ts'
import { getConversation } from './conversations.ts'
import { openMemoryStore } from './create-history.ts'
import {
  deleteProfile,
  findDemoProfile,
  getProfile,
  insertProfile,
  listProfiles,
  updateProfile,
} from './profiles.ts'
import { findSecret, setSecret } from './secrets.ts'
import { addConversation, createProfile } from './test-rows.ts'

const notFound = new FailureError(createFailure('not-found'))

describe('profiles', () => {
  it('come back as they were stored, in the order in which they were made', () => {
    const db = openMemoryStore()
    const first = createProfile({ createdAt: 9000 })
    const second = createProfile({
      createdAt: 1000,
      site: 'custom',
      serviceUrl: 'https://adp.example.com/base',
      cloudApiUrl: 'http://127.0.0.1:8080',
      isDemo: true,
    })
    insertProfile(db, first)
    insertProfile(db, second)

    expect(listProfiles(db)).toEqual([first, second])
  })

  it('are changed as a whole', () => {
    const db = openMemoryStore()
    const { id } = createProfile()
    insertProfile(db, createProfile({ id, site: 'custom', serviceUrl: 'https://adp.example.com' }))
    const after = createProfile({ id, name: 'Travel desk', site: 'international', appKeyHint: 'n3w1' })

    updateProfile(db, after)

    expect(getProfile(db, id)).toEqual(after)
  })

  it('that are not there are not found', () => {
    const db = openMemoryStore()

    expect(() => getProfile(db, profileIdSchema.parse(randomUUID()))).toThrow(notFound)
    expect(() => updateProfile(db, createProfile())).toThrow(notFound)
  })

  it('take their secrets and conversations with them', () => {
    const db = openMemoryStore()
    const profile = createProfile()
    insertProfile(db, profile)
    setSecret(db, profile.id, 'app-key', new Uint8Array([1, 2, 3]))
    const conversation = addConversation(db, { profileId: profile.id })

    deleteProfile(db, profile.id)

    expect([listProfiles(db), findSecret(db, profile.id, 'app-key')]).toEqual([[], undefined])
    expect(() => getConversation(db, conversation.id)).toThrow(notFound)
  })

  it('have the demo among them only when it was made', () => {
    const db = openMemoryStore()
    insertProfile(db, createProfile())
    const before = findDemoProfile(db)
    const demo = createProfile({ isDemo: true })
    insertProfile(db, demo)

    expect([before, findDemoProfile(db)]).toEqual([undefined, demo])
  })

  it('with a choice of another version of the program are read with the default', () => {
    const db = openMemoryStore()
    const profile = createProfile()
    insertProfile(db, profile)

    db.exec("UPDATE profiles SET color = 'ultraviolet', access_method = 'pigeon', protocol_version = 'v9'")

    expect(listProfiles(db)).toEqual([{ ...profile, color: 'slate' }])
  })
})

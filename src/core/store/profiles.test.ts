import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import { profileIdSchema } from '#shared/ids.ts'
import { getConversation } from './conversations.ts'
import { openMemoryStore } from './create-history.ts'
import {
  deleteProfile,
  findDemoProfile,
  findKnownWay,
  forgetKnownWay,
  getProfile,
  insertProfile,
  listProfiles,
  setKnownWay,
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
      tokenEndpointUrl: 'https://tokens.example.com/?app=1',
      secretIdHint: 'wxyz',
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

  it('keep how their thoughts are shown, until nothing is said of it', () => {
    const db = openMemoryStore()
    const profile = createProfile({ thoughts: 'folded' })
    insertProfile(db, profile)
    const kept = getProfile(db, profile.id)
    const other = createProfile({ ...profile, thoughts: undefined })
    updateProfile(db, other)
    expect([kept, getProfile(db, profile.id).thoughts]).toEqual([profile, undefined])
  })

  it('with a choice of another version of the program are read with the default', () => {
    const db = openMemoryStore()
    const profile = createProfile()
    insertProfile(db, profile)

    db.exec(
      "UPDATE profiles SET color = 'ultraviolet', access_method = 'pigeon', protocol_version = 'v9', thoughts = 'sung'",
    )

    expect(listProfiles(db)).toEqual([{ ...profile, color: 'slate' }])
  })
})

describe('the way that worked', () => {
  const known = {
    way: { accessMethod: 'sse', protocolVersion: 'v1' },
    at: 7000,
    instead: createFailure('unreachable'),
  } as const

  it('is remembered until it is forgotten, whatever else of the profile is changed', () => {
    const db = openMemoryStore()
    const profile = createProfile()
    insertProfile(db, profile)
    const before = findKnownWay(db, profile.id)
    setKnownWay(db, profile.id, known)
    const between = findKnownWay(db, profile.id)
    updateProfile(db, { ...profile, name: 'Other' })
    const renamed = findKnownWay(db, profile.id)
    forgetKnownWay(db, profile.id)
    expect([before, between, renamed, findKnownWay(db, profile.id)]).toEqual([
      undefined,
      known,
      known,
      undefined,
    ])
  })

  it('that cannot be read is unknown', () => {
    const db = openMemoryStore()
    const profile = createProfile()
    insertProfile(db, profile)
    for (const value of [
      'nonsense',
      '{}',
      '{"way":{"accessMethod":"pigeon","protocolVersion":"v1"},"at":1}',
    ]) {
      db.prepare('UPDATE profiles SET known_way = ?').run(value)
      expect(findKnownWay(db, profile.id)).toBe(undefined)
    }
  })
})

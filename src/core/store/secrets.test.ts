import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { emptyLog } from './checkpoint.ts'
import { openMemoryStore } from './create-history.ts'
import { insertProfile } from './profiles.ts'
import { deleteSecret, findSecret, setSecret } from './secrets.ts'
import { createProfile } from './test-rows.ts'
import { createFolder, openGoodStore } from './test-store.ts'

describe('a sealed secret', () => {
  it('comes back byte for byte, the newest one', () => {
    const db = openMemoryStore()
    const { id } = createProfile()
    insertProfile(db, createProfile({ id }))
    setSecret(db, id, 'app-key', new Uint8Array([1, 2, 3]))
    setSecret(db, id, 'app-key', new Uint8Array([0, 255, 7]))

    expect(findSecret(db, id, 'app-key')).toEqual(new Uint8Array([0, 255, 7]))
  })

  it('is absent when none was set, and may be deleted all the same', () => {
    const db = openMemoryStore()
    const { id } = createProfile()

    deleteSecret(db, id, 'app-key')

    expect(findSecret(db, id, 'app-key')).toEqual(undefined)
  })

  it('leaves no byte in any file when it is replaced or deleted', () => {
    const folder = createFolder()
    const db = openGoodStore(join(folder, 'history.db'))
    const profile = createProfile()
    insertProfile(db, profile)
    setSecret(db, profile.id, 'app-key', Buffer.from('first-sealed-canary'))
    setSecret(db, profile.id, 'app-key', Buffer.from('other-sealed-canary'))

    deleteSecret(db, profile.id, 'app-key')
    emptyLog(db)

    const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
    expect(bytes.includes('sealed-canary')).toEqual(false)
  })
})

import { describe, expect, it } from 'vitest'
import { defaultSettings } from '#shared/settings.ts'
import { openMemoryStore } from './create-history.ts'
import { readSettings, writeSettings } from './settings.ts'
import { createProfile } from './test-rows.ts'

describe('settings', () => {
  it('of a new history are the defaults', () => {
    expect(readSettings(openMemoryStore())).toEqual(defaultSettings)
  })

  it('that are written are read, and the others stay', () => {
    const db = openMemoryStore()
    const { id } = createProfile()
    writeSettings(db, { theme: 'light', selectedProfileId: id })

    const settings = writeSettings(db, { theme: 'dark' })

    expect(settings).toEqual({ ...defaultSettings, theme: 'dark', selectedProfileId: id })
  })

  it('that cannot be read are the defaults, and the others stay', () => {
    const db = openMemoryStore()
    writeSettings(db, { theme: 'dark', language: 'en' })
    db.exec(`UPDATE settings SET value = '{"no json' WHERE name = 'language'`)
    db.exec(`INSERT INTO settings VALUES ('fontSize', '12'), ('selectedProfileId', '"nobody"')`)

    expect(readSettings(db)).toEqual({ ...defaultSettings, theme: 'dark' })
  })
})

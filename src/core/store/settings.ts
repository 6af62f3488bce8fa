// Owns the table of settings: one row a name, its value as JSON. What is missing or cannot be read is the default.
import { z } from 'zod'
import { parseJson } from '#shared/parse-json.ts'
import { defaultSettings, settingsSchema, type Settings, type SettingsChanges } from '#shared/settings.ts'
import { prepare, write, type Database } from './database.ts'

const rowSchema = z.object({ name: z.string(), value: z.string() })

export function readSettings(db: Database): Settings {
  let settings = defaultSettings
  const rows = prepare(db, 'SELECT name, value FROM settings').all()
  for (const { name, value } of rows.flatMap((row) => rowSchema.safeParse(row).data ?? [])) {
    const parsed = parseJson(value)
    const changed = settingsSchema.safeParse({ ...settings, [name]: parsed.ok ? parsed.value : undefined })
    if (changed.success) settings = changed.data
  }
  return settings
}

/** Changes the settings that are given and returns all of them. */
export function writeSettings(db: Database, changes: SettingsChanges): Settings {
  write(db, () => {
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) continue
      prepare(
        db,
        `INSERT INTO settings (name, value) VALUES (?, ?)
          ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      ).run(name, JSON.stringify(value))
    }
  })
  return readSettings(db)
}

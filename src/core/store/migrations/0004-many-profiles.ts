// Profiles in an order of the person's own, with what every question of theirs carries and a note; profiles that were
// deleted while their history was kept; and what an application says of itself.
import type { Migration } from './migration.ts'

export const migration0004: Migration = {
  version: 4,
  sql: `
    -- Smaller comes first; equal ones in the order in which they were made.
    ALTER TABLE profiles ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
    UPDATE profiles SET position = sequence;
    ALTER TABLE profiles ADD COLUMN request_defaults TEXT; -- JSON
    ALTER TABLE profiles ADD COLUMN note TEXT;
    ALTER TABLE profiles ADD COLUMN is_retired INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE app_cards (
      profile_id TEXT PRIMARY KEY REFERENCES profiles (id) ON DELETE CASCADE,
      card TEXT NOT NULL -- JSON
    ) STRICT, WITHOUT ROWID;

    -- For the list of all profiles together; its companion is conversations_by_update.
    CREATE INDEX conversations_by_time ON conversations (updated_at);
  `,
}

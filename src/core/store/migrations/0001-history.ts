// The first shape of the history: profiles and their secrets, settings, conversations, messages, and what running
// answers have received so far.
import type { Migration } from './migration.ts'

export const migration0001: Migration = {
  version: 1,
  sql: `
    CREATE TABLE profiles (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      color TEXT NOT NULL,
      site TEXT NOT NULL,
      service_url TEXT,
      cloud_api_url TEXT,
      access_method TEXT NOT NULL,
      protocol_version TEXT NOT NULL,
      visitor_id TEXT NOT NULL,
      app_key_hint TEXT NOT NULL,
      is_demo INTEGER NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;

    -- Sealed by the shell: never a secret that can be read here.
    CREATE TABLE secrets (
      profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      sealed BLOB NOT NULL,
      PRIMARY KEY (profile_id, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE settings (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL -- JSON
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE conversations (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
      title TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      message_count INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX conversations_by_update ON conversations (profile_id, updated_at);

    CREATE TABLE messages (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
      -- From 1 to the conversation's message_count without gaps, so that a message that is lost is missed.
      position INTEGER NOT NULL,
      role TEXT NOT NULL,
      status TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      ended_at INTEGER,
      usage TEXT, -- JSON
      failure TEXT, -- JSON
      remote TEXT NOT NULL, -- JSON
      -- SHA-256 over this row, without position, and its parts. NULL when they were damaged before they were written.
      checksum BLOB
    ) STRICT;
    CREATE INDEX messages_by_position ON messages (conversation_id, position, id);
    CREATE INDEX messages_unfinished ON messages (status) WHERE status IN ('sending', 'streaming');

    -- With rowid: in a table without, SQLite reads the whole of a long row for every comparison with its key.
    CREATE TABLE parts (
      message_sequence INTEGER NOT NULL REFERENCES messages (sequence) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      type TEXT NOT NULL,
      key TEXT NOT NULL,
      body TEXT NOT NULL, -- JSON of what else the part is made of
      PRIMARY KEY (message_sequence, position)
    ) STRICT;

    -- What running answers have received since they were last written whole; appended, never rewritten.
    CREATE TABLE pieces (
      message_sequence INTEGER NOT NULL REFERENCES messages (sequence) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      events TEXT NOT NULL, -- JSON
      PRIMARY KEY (message_sequence, position)
    ) STRICT, WITHOUT ROWID;
  `,
}

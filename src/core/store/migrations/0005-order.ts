// Order among conversations (pins, archive, bin, folders, tags, unread marks), drafts, copies of files by their content,
// what tells this history from every other one, and a feed of changed messages for the search index.
import type { Migration } from './migration.ts'

export const migration0005: Migration = {
  version: 5,
  sql: `
    CREATE TABLE folders (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      position INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE tags (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      color TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE conversations ADD COLUMN is_pinned INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE conversations ADD COLUMN is_archived INTEGER NOT NULL DEFAULT 0;
    -- When it was moved to the bin; NULL outside of it.
    ALTER TABLE conversations ADD COLUMN deleted_at INTEGER;
    ALTER TABLE conversations ADD COLUMN folder_id TEXT REFERENCES folders (id) ON DELETE SET NULL;
    -- An answer ended in it that nobody has looked at yet.
    ALTER TABLE conversations ADD COLUMN is_unread INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE conversations ADD COLUMN shelf TEXT NOT NULL GENERATED ALWAYS AS (
      CASE WHEN deleted_at IS NOT NULL THEN 'bin' WHEN is_archived = 1 THEN 'archive' ELSE 'open' END
    ) VIRTUAL;
    DROP INDEX conversations_by_update;
    DROP INDEX conversations_by_time;
    CREATE INDEX conversations_by_update ON conversations (profile_id, shelf, is_pinned, updated_at);
    -- For the list of all profiles together.
    CREATE INDEX conversations_by_time ON conversations (shelf, is_pinned, updated_at);
    CREATE INDEX conversations_by_folder ON conversations (folder_id) WHERE folder_id IS NOT NULL;

    CREATE TABLE conversation_tags (
      conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
      tag_id TEXT NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
      PRIMARY KEY (conversation_id, tag_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX conversation_tags_by_tag ON conversation_tags (tag_id);

    -- Questions that were not sent. The owner is a conversation, or the profile of one that is still to be made.
    CREATE TABLE drafts (
      owner TEXT PRIMARY KEY,
      text TEXT NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Images and files that were shown. Their bytes lie in the data folder under their SHA-256.
    CREATE TABLE files (
      hash TEXT PRIMARY KEY,
      media_type TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      added_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE conversation_files (
      conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
      url TEXT NOT NULL,
      hash TEXT NOT NULL REFERENCES files (hash),
      PRIMARY KEY (conversation_id, url)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX conversation_files_by_hash ON conversation_files (hash);

    -- 'id': made with the history, so that what was derived from another one is not taken for this one's.
    CREATE TABLE history_facts (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT INTO history_facts (name, value) VALUES ('id', lower(hex(randomblob(16))));

    -- Messages that were written or deleted since the search index was last brought up to date, in this order.
    CREATE TABLE message_changes (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      message_sequence INTEGER NOT NULL
    ) STRICT;
    CREATE TRIGGER message_added AFTER INSERT ON messages BEGIN
      INSERT INTO message_changes (message_sequence) VALUES (NEW.sequence);
    END;
    CREATE TRIGGER message_changed AFTER UPDATE OF checksum, status ON messages BEGIN
      INSERT INTO message_changes (message_sequence) VALUES (NEW.sequence);
    END;
    CREATE TRIGGER message_deleted AFTER DELETE ON messages BEGIN
      INSERT INTO message_changes (message_sequence) VALUES (OLD.sequence);
    END;
  `,
}

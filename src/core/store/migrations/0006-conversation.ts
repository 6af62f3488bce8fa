// Owns the step to version 6: what a question carries beside its words, what a person made of answers, what is kept of the
// sources of answers, prompt templates, files that are attached to a question, and questions that wait their turn.
import type { Migration } from './migration.ts'

export const migration0006: Migration = {
  version: 6,
  sql: `
    -- How a question was to be answered; NULL for what the profile says, and for answers. JSON, in the checksum when it is set.
    ALTER TABLE messages ADD COLUMN options TEXT;
    -- How thoughts are shown; NULL for the default.
    ALTER TABLE profiles ADD COLUMN thoughts TEXT;
    -- The conversation that this one was copied from.
    ALTER TABLE conversations ADD COLUMN forked_from TEXT;
    -- The first answer that nobody has looked at yet.
    ALTER TABLE conversations ADD COLUMN first_unread TEXT;
    -- How the question in the field is to be answered. JSON
    ALTER TABLE drafts ADD COLUMN options TEXT;

    -- Of several answers to one question, the one that is shown; the newest where nothing is said.
    CREATE TABLE shown_answers (
      question_id TEXT PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
      answer_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
      chosen_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX shown_answers_by_answer ON shown_answers (answer_id, chosen_at);

    -- What a person thinks of an answer, as the service has accepted it.
    CREATE TABLE ratings (
      message_id TEXT PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
      score TEXT NOT NULL,
      reasons TEXT NOT NULL, -- JSON
      comment TEXT NOT NULL,
      rated_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- What the service sent of an answer, word by word, while the person wants that to be kept.
    CREATE TABLE raw_events (
      message_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      at INTEGER NOT NULL,
      data TEXT NOT NULL,
      PRIMARY KEY (message_id, position)
    ) STRICT, WITHOUT ROWID;

    -- The words behind a source of an answer, by the service's own name of the source.
    CREATE TABLE cited_slices (
      profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
      reference_id TEXT NOT NULL,
      slice TEXT NOT NULL, -- JSON
      fetched_at INTEGER NOT NULL,
      PRIMARY KEY (profile_id, reference_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE prompt_templates (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      text TEXT NOT NULL,
      position INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Hosts and conversations whose images are loaded without asking.
    CREATE TABLE image_consents (
      kind TEXT NOT NULL, -- host or conversation
      name TEXT NOT NULL,
      given_at INTEGER NOT NULL,
      PRIMARY KEY (kind, name)
    ) STRICT, WITHOUT ROWID;

    -- Files for a question that was not sent yet. The owner is that of the draft; the bytes lie under their SHA-256.
    CREATE TABLE attachments (
      id TEXT PRIMARY KEY,
      owner TEXT NOT NULL,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      hash TEXT NOT NULL REFERENCES files (hash),
      -- What the service made of it; NULL until it has it. JSON
      remote TEXT,
      added_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX attachments_by_owner ON attachments (owner, position);
    CREATE INDEX attachments_by_hash ON attachments (hash);

    -- The next questions of a conversation, asked when its running answer has ended.
    CREATE TABLE queued_questions (
      id TEXT PRIMARY KEY,
      conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      question TEXT NOT NULL, -- JSON
      added_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX queued_questions_by_conversation ON queued_questions (conversation_id, position);
  `,
}

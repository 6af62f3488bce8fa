// Ways to an application beside the AppKey alone: a token endpoint, credentials (which lie with the secrets, sealed), and the
// way that worked last.
import type { Migration } from './migration.ts'

export const migration0002: Migration = {
  version: 2,
  sql: `
    ALTER TABLE profiles ADD COLUMN token_endpoint_url TEXT;
    -- NULL without credentials.
    ALTER TABLE profiles ADD COLUMN secret_id_hint TEXT;
    ALTER TABLE profiles ADD COLUMN known_way TEXT; -- JSON
  `,
}

// Pieces in the order in which they came instead of by message: what many answers received in one frame is then written to
// the end of the table, not to a page for each of them.
import type { Migration } from './migration.ts'

export const migration0003: Migration = {
  version: 3,
  sql: `
    ALTER TABLE pieces RENAME TO pieces_by_message;
    CREATE TABLE pieces (
      -- How many bytes the events of this row and of all before it have: a row that is lost is missed.
      place INTEGER PRIMARY KEY,
      message_sequence INTEGER NOT NULL,
      events TEXT NOT NULL -- JSON
    ) STRICT;
    INSERT INTO pieces SELECT
      sum(octet_length(events)) OVER (ORDER BY message_sequence, position), message_sequence, events
      FROM pieces_by_message;
    DROP TABLE pieces_by_message;
  `,
}

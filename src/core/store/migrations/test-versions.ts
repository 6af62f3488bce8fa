// Owns histories of every older version, as SQL: rows of every table that there was, as the program of that version wrote
// them, with a message in the middle of its stream. Never changed for a newer version: that is what they are for.
import type { Database } from '../database.ts'
import { migrate } from '../migrate.ts'
import { migrations } from './index.ts'

export const oldProfileId = '11111111-1111-4111-8111-111111111111'
export const oldConversationId = '22222222-2222-4222-8222-222222222222'

/** Composed, decomposed, beyond 16 bits, right to left, control characters, half of a pair, a quote and a semicolon. */
export const unicodeText =
  'é e\u0301 😀 👩\u200d👩\u200d👧 𠮷野家 مرحبا \u202eabc\u202c\u0000\u0001\t\n \ud800 "quoted"; \'--'

/** JSON as a literal of SQL. */
function quote(value: unknown): string {
  return `'${JSON.stringify(value).replaceAll("'", "''")}'`
}

const texts = [unicodeText, '九点开门。'.repeat(3000), 'And on Sundays?']

const profiles = `
  INSERT INTO profiles (sequence, id, name, color, site, service_url, cloud_api_url, access_method, protocol_version,
      visitor_id, app_key_hint, is_demo, created_at) VALUES
    (1, '${oldProfileId}', '工作', 'teal', 'custom', 'https://adp.example.com', NULL, 'sse', 'v1', 'visitor-1', 'k3y4', 0, 7),
    (2, '11111111-1111-4111-8111-111111111112', 'Demo', 'blue', 'china', NULL, NULL, 'automatic', 'automatic', 'visitor-2',
      '', 1, 8);
  INSERT INTO secrets VALUES ('${oldProfileId}', 'appKey', x'00ff10');
  INSERT INTO settings VALUES ('theme', '"dark"'), ('selectedProfileId', '"${oldProfileId}"');
`

const messages = `
  INSERT INTO conversations (sequence, id, profile_id, title, created_at, updated_at, message_count) VALUES
    (1, '${oldConversationId}', '${oldProfileId}', '营业时间 👋🏽', 2000, 5000, 4),
    (2, '22222222-2222-4222-8222-222222222223', '${oldProfileId}', '', 2001, 2001, 0);
  INSERT INTO messages (sequence, id, conversation_id, position, role, status, created_at, ended_at, usage, failure, remote,
      checksum) VALUES
    (1, '33333333-3333-4333-8333-333333333331', '${oldConversationId}', 1, 'user', 'complete', 3000, NULL, NULL, NULL,
      '{"requestId":"r1"}', x'ef90bbb52ad0a353663e7ef2910c8a2137f0a35d2c389da277f53d8d09799e7b'),
    (2, '33333333-3333-4333-8333-333333333332', '${oldConversationId}', 2, 'assistant', 'complete', 3001, 5000,
      '{"elapsedMs":7}', NULL, '{"recordId":"9007199254740993"}', x'1e8c8e2981922276e2fcd9bf2d21e9fea600dcf8b4af3370ba3e7de2dc0fe772'),
    (3, '33333333-3333-4333-8333-333333333333', '${oldConversationId}', 3, 'user', 'sending', 6000, NULL, NULL, NULL, '{}',
      x'0b009eef45f220474e5bcc5782881914f310e29defddc32aa2ca2b2d06555ebf'),
    (4, '33333333-3333-4333-8333-333333333334', '${oldConversationId}', 4, 'assistant', 'streaming', 6001, NULL, NULL, NULL,
      '{}', x'762cc036673b9b62ad0125794423698e5eba200005c95439cda42855ee5f3840');
  INSERT INTO parts VALUES
    ${texts.map((text, index) => `(${index + 1}, 0, 'text', 'text:1', ${quote({ text, quotes: [], references: [] })})`).join(',\n    ')};
`

const pieces = ['九', '点'].map((text) => quote([{ type: 'text-delta', part: 'text:1', text }]))
const pieceBytes = 52

/** What each version has added to the rows of the one before. */
const additions: readonly string[] = [
  `${profiles}${messages} INSERT INTO pieces VALUES (4, 1, ${pieces[0]}), (4, 2, ${pieces[1]});`,
  `UPDATE profiles SET token_endpoint_url = 'https://tokens.example.com/', secret_id_hint = 'AKID' WHERE sequence = 1;`,
  `DELETE FROM pieces; INSERT INTO pieces VALUES (${pieceBytes}, 4, ${pieces[0]}), (${2 * pieceBytes}, 4, ${pieces[1]});`,
  `UPDATE profiles SET position = 3 - sequence, note = 'Für später', request_defaults = '{"model":"m"}' WHERE sequence = 1;
   INSERT INTO app_cards VALUES ('${oldProfileId}', '{"name":"Shop"}');`,
  `INSERT INTO folders VALUES ('66666666-6666-4666-8666-666666666666', 'Arbeit', 1);
   UPDATE conversations SET is_pinned = 1, folder_id = '66666666-6666-4666-8666-666666666666' WHERE sequence = 1;
   INSERT INTO drafts VALUES ('${oldConversationId}', 'And on holidays?', 9);`,
]

/** Fills a new database with the history of a version; without rows when it is to be an empty one. */
export function fillOldHistory(db: Database, version: number, { isEmpty = false } = {}): void {
  for (let step = 1; step <= version; step += 1) {
    migrate(db, migrations.slice(0, step))
    if (!isEmpty) db.exec(additions[step - 1] ?? '')
  }
}

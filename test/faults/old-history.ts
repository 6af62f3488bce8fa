// Owns histories of an older version of the program: the rows of one of today in the tables of then.
import { assert } from '#shared/assert-never.ts'
import { openConnection } from '#core/store/connection.ts'
import { createHistory } from '#core/store/create-history.ts'
import type { Message } from '#shared/answer.ts'
import { insertTurn } from '#core/store/messages.ts'
import { migrate } from '#core/store/migrate.ts'
import { migrations } from '#core/store/migrations/index.ts'
import { closeStore, openStore, type Database } from '#core/store/open.ts'
import { applicationId } from '#core/store/probe.ts'
import { addConversation, createAnswer, createQuestion, createText } from '#core/store/test-rows.ts'
import { writeFileSync } from 'node:fs'

/** Rows of these are taken over; the others of the first version were empty or had another shape. */
const tables = ['profiles', 'secrets', 'settings', 'conversations', 'messages', 'parts']

/** Writes a history of this version with so many turns; gives its messages, oldest first. */
export function createOldHistory(file: string, version: number, turns: number): readonly Message[] {
  const today = `${file}.today`
  createHistory(today)
  const opened = openStore(today)
  assert(opened.ok, 'A new history opens.')
  const messages = fill(opened.db, turns)
  closeStore(opened.db)

  writeFileSync(file, '')
  const db = openConnection(file)
  db.pragma(`application_id = ${applicationId}`)
  migrate(db, migrations.slice(0, version))
  db.exec(`ATTACH '${today.replaceAll("'", "''")}' AS today`)
  for (const table of tables) copyRows(db, table)
  db.exec('DETACH today')
  db.close()
  return messages
}

function copyRows(db: Database, table: string): void {
  const columns = (schema: string): unknown[] =>
    db.prepare(`SELECT name FROM pragma_table_info(?, ?)`).pluck().all(table, schema)
  const known = new Set(columns('today'))
  const names = columns('main')
    .filter((name) => known.has(name))
    .join(', ')
  db.exec(`INSERT INTO main.${table} (${names}) SELECT ${names} FROM today.${table}`)
}

function fill(db: Database, turns: number): readonly Message[] {
  const messages: Message[] = []
  db.transaction(() => {
    const { id } = addConversation(db, { title: '营业时间 🙂' })
    for (let turn = 0; turn < turns; turn += 1) {
      const question = createQuestion(id)
      const answer = createAnswer(id, {
        status: 'complete',
        endedAt: 5000,
        parts: [createText(`Answer ${turn} 回答 `.repeat(1 + (turn % 9)))],
      })
      insertTurn(db, [question, answer])
      messages.push(question, answer)
    }
  })()
  return messages
}

// Writes to the history that its argument names and makes backups of it, over and over, until it is killed. Says on standard
// output which message is in the history (its number), and which backup counts (its name).
import { writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { insertTurn } from '#core/store/messages.ts'
import { openStore } from '#core/store/open.ts'
import { addConversation, createQuestion, createText } from '#core/store/test-rows.ts'
import { makeSnapshot } from './make-snapshot.ts'

const [file = ''] = process.argv.slice(2)
const opened = openStore(file)
if (!opened.ok) throw new Error(opened.problem.reason)
const { db } = opened
const { id } = addConversation(db)
let written = 0

function writeMessages(count: number): void {
  for (let index = 0; index < count; index += 1) {
    written += 1
    insertTurn(db, [createQuestion(id, { parts: [createText(`${written} `.repeat(200), 'question')] })])
  }
  writeSync(1, `${written}\n`)
}

writeMessages(300)
const neverAborted = new AbortController().signal
for (let day = 0; ; day += 1) {
  writeMessages(10)
  const outcome = await makeSnapshot(
    file,
    dirname(file),
    { now: Date.UTC(2026, 0, 1 + day, 12), isAsked: true, reserveBytes: 0 },
    {
      signal: neverAborted,
      report: () => writeMessages(1),
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
    },
  )
  writeSync(1, `${outcome.type === 'made' ? outcome.name : outcome.type}\n`)
}

// Exports one conversation of the history that its argument names, over and over, until it is killed, and writes another
// one meanwhile. Says which export is done (its file), and how many messages are in the history (their number).
import { writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { exportConversations } from '#core/export/export-conversations.ts'
import { insertTurn } from '#core/store/messages.ts'
import { openStore } from '#core/store/open.ts'
import { addConversation, createAnswer, createQuestion, createText } from '#core/store/test-rows.ts'

const [file = ''] = process.argv.slice(2)
const opened = openStore(file)
if (!opened.ok) throw new Error(opened.problem.reason)
const { db } = opened
const exported = addConversation(db, { title: 'Exported' })
const other = addConversation(db, { title: 'Written meanwhile', profileId: exported.profileId })
for (let turn = 0; turn < 200; turn += 1) {
  const parts = [createText(`回答 ${turn} `.repeat(50))]
  insertTurn(db, [
    createQuestion(exported.id),
    createAnswer(exported.id, { status: 'complete', endedAt: 5000, parts }),
  ])
}
const neverAborted = new AbortController().signal
let written = 0
for (let number = 1; ; number += 1) {
  const name = `export-${number}.html`
  await exportConversations(
    {
      history: db,
      dataDir: dirname(file),
      signal: neverAborted,
      report: () => undefined,
      breathe() {
        insertTurn(db, [createQuestion(other.id)])
        written += 1
        writeSync(1, `${written}\n`)
        return new Promise((resolve) => setImmediate(resolve))
      },
    },
    {
      scope: { type: 'conversations', conversationIds: [exported.id] },
      format: 'html',
      contents: { hasThoughts: true, hasSteps: true, hasReferences: true, hasFiles: true },
      language: 'en',
      exportedAt: 1_795_000_000_000,
      version: '0.0.0',
      path: join(dirname(file), name),
    },
  )
  writeSync(1, `${name}\n`)
}

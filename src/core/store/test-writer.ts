// Writes answers to the history that its argument names, piece by piece, and says on standard output what is committed,
// until it is killed: `N` after the Nth piece of the running answer, `end` when that answer has ended.
import { writeSync } from 'node:fs'
import { appendPieces, finishMessages, insertTurn } from './messages.ts'
import { openStore } from './open.ts'
import { addConversation, createAnswer, createQuestion, createText } from './test-rows.ts'

const piecesPerAnswer = 60
const [file = '', conversationTitle = ''] = process.argv.slice(2)

const opened = openStore(file)
if (!opened.ok) throw new Error(opened.problem.reason)
const { db } = opened
const { id } = addConversation(db, { title: conversationTitle })
for (;;) {
  const answer = createAnswer(id)
  insertTurn(db, [createQuestion(id), answer])
  writeSync(1, 'start\n')
  let text = ''
  for (let piece = 1; piece <= piecesPerAnswer; piece += 1) {
    text += `${piece} `
    appendPieces(db, [
      { messageId: answer.id, events: [{ type: 'text-delta', part: 'text:1', text: `${piece} ` }] },
    ])
    writeSync(1, `${piece}\n`)
  }
  finishMessages(db, [{ ...answer, status: 'complete', parts: [createText(text)] }])
  writeSync(1, 'end\n')
}

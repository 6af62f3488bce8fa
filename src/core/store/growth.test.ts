import { statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { appendPieces, finishMessages, insertTurn } from './messages.ts'
import { checkpointStore } from './open.ts'
import { addConversation, createAnswer, createText } from './test-rows.ts'
import { createFolder, openGoodStore } from './test-store.ts'

const charactersPerFrame = 40

/** Bytes that go to the log for an answer of so many characters, in frames, and at its end. */
function measureLog(length: number): { streaming: number; ending: number } {
  const file = join(createFolder(), 'history.db')
  const db = openGoodStore(file)
  db.pragma('wal_autocheckpoint = 0')
  const { id } = addConversation(db)
  const answer = createAnswer(id)
  insertTurn(db, [answer])
  const logBytes = () => statSync(`${file}-wal`).size
  const start = logBytes()
  const text = '字'.repeat(charactersPerFrame)
  for (let written = 0; written < length; written += charactersPerFrame) {
    appendPieces(db, [{ messageId: answer.id, events: [{ type: 'text-delta', part: 'text:1', text }] }])
  }
  const streamed = logBytes()
  finishMessages(db, [{ ...answer, status: 'complete', parts: [createText('字'.repeat(length))] }])
  return { streaming: streamed - start, ending: logBytes() - streamed }
}

describe('what a streamed answer writes to the log', () => {
  it('grows with its length and no faster', { timeout: 60_000 }, () => {
    const half = measureLog(50_000)
    const whole = measureLog(100_000)

    expect({
      isStreamingLinear: whole.streaming / half.streaming <= 2.3,
      isEndingLinear: whole.ending / half.ending <= 2.3,
    }).toEqual({ isStreamingLinear: true, isEndingLinear: true })
  })

  it('is a page or two a frame, however long it is already', { timeout: 60_000 }, () => {
    const pageBytes = 4096 + 24
    const frames = 100_000 / charactersPerFrame

    const { streaming } = measureLog(100_000)

    expect(streaming / frames / pageBytes).toBeLessThan(2)
  })
})

it('a frame of two hundred answers writes some pages, not one for each', () => {
  const file = join(createFolder(), 'history.db')
  const db = openGoodStore(file)
  db.pragma('wal_autocheckpoint = 0')
  const { id } = addConversation(db)
  const answers = Array.from({ length: 200 }, () => createAnswer(id))
  insertTurn(db, answers)
  const text = 'x'.repeat(charactersPerFrame)
  const frame = answers.map((answer) => ({
    messageId: answer.id,
    events: [{ type: 'text-delta', part: 'text:1', text } as const],
  }))
  appendPieces(db, frame)
  const start = statSync(`${file}-wal`).size

  for (let count = 0; count < 10; count += 1) appendPieces(db, frame)

  const pages = (statSync(`${file}-wal`).size - start) / (4096 + 24) / 10
  expect(pages).toBeLessThan(12)
})

describe('the log', () => {
  it('stays bounded while answers run without a pause', { timeout: 60_000 }, () => {
    const file = join(createFolder(), 'history.db')
    const db = openGoodStore(file)
    const { id } = addConversation(db)
    const answer = createAnswer(id)
    insertTurn(db, [answer])
    let largest = 0

    for (let frame = 0; frame < 10_000; frame += 1) {
      appendPieces(db, [
        { messageId: answer.id, events: [{ type: 'text-delta', part: 'text:1', text: 'word ' }] },
      ])
      largest = Math.max(largest, statSync(`${file}-wal`).size)
    }

    expect(largest).toBeLessThan(5 * 1024 * 1024)
  })

  it('is moved into the database when there is time for it', () => {
    const file = join(createFolder(), 'history.db')
    const db = openGoodStore(file)
    const { id } = addConversation(db)
    insertTurn(db, [createAnswer(id, { status: 'complete', parts: [createText('word '.repeat(50_000))] })])
    const before = statSync(file).size

    checkpointStore(db)

    expect(statSync(file).size - before).toBeGreaterThan(240_000)
  })
})

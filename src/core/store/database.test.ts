import { describe, expect, it } from 'vitest'
import { openMemoryStore } from './create-history.ts'
import { prepare, write, writeDurably } from './database.ts'

function readSynchronous(db: ReturnType<typeof openMemoryStore>): unknown {
  return db.pragma('synchronous', { simple: true })
}

describe('a durable write', () => {
  it('is flushed by its commit, and the next write is not', () => {
    const db = openMemoryStore()

    const levels = [writeDurably(db, () => readSynchronous(db)), write(db, () => readSynchronous(db))]

    expect(levels).toEqual([2, 1])
  })

  it('that throws leaves nothing behind, not even that it flushes', () => {
    const db = openMemoryStore()

    expect(() =>
      writeDurably(db, () => {
        db.exec("INSERT INTO settings VALUES ('theme', '1')")
        throw new Error('no')
      }),
    ).toThrow('no')
    expect([db.prepare('SELECT * FROM settings').all(), readSynchronous(db)]).toEqual([[], 1])
  })

  it('inside of another write is a mistake', () => {
    const db = openMemoryStore()

    expect(() => write(db, () => writeDurably(db, () => undefined))).toThrow('inside of a transaction')
  })
})

it('a statement is prepared once for each database', () => {
  const [db, other] = [openMemoryStore(), openMemoryStore()]

  const statements = [db, db, other].map((each) => prepare(each, 'SELECT 1'))

  expect(statements.map((statement) => statements.indexOf(statement))).toEqual([0, 0, 2])
})

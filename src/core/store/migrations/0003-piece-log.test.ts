import { expect, it } from 'vitest'
import { openConnection } from '../connection.ts'
import { migrate } from '../migrate.ts'
import { readPieceLog } from '../pieces.ts'
import { migration0001 } from './0001-history.ts'
import { migration0002 } from './0002-access.ts'
import { migration0003 } from './0003-piece-log.ts'

it('what answers had received is still theirs afterwards', () => {
  const db = openConnection(':memory:')
  migrate(db, [migration0001, migration0002])
  db.pragma('foreign_keys = OFF')
  const insert = db.prepare('INSERT INTO pieces (message_sequence, position, events) VALUES (?, ?, ?)')
  insert.run(8, 1, '["other"]')
  insert.run(7, 1, '["早上好"]')
  insert.run(7, 2, '["👋"]')

  migrate(db, [migration0001, migration0002, migration0003])

  expect(readPieceLog(db)).toEqual({
    rows: new Map([
      [7, ['["早上好"]', '["👋"]']],
      [8, ['["other"]']],
    ]),
    hasGap: false,
  })
})

import { expect, it } from 'vitest'
import { openConnection } from '../connection.ts'
import { migrate } from '../migrate.ts'
import { listProfiles } from '../profiles.ts'
import { migration0001 } from './0001-history.ts'
import { migration0002 } from './0002-access.ts'
import { migration0003 } from './0003-piece-log.ts'
import { migration0004 } from './0004-many-profiles.ts'
import { migrations } from './index.ts'

it('profiles keep the order in which they were made, and nothing is said of them that was not known', () => {
  const db = openConnection(':memory:')
  const before = [migration0001, migration0002, migration0003]
  migrate(db, before)
  const insert = db.prepare(
    `INSERT INTO profiles (id, name, color, site, access_method, protocol_version, visitor_id, app_key_hint, is_demo,
      created_at) VALUES (?, ?, 'teal', 'china', 'sse', 'v1', 'visitor-1', 'k3y4', 0, 7)`,
  )
  insert.run('33333333-3333-4333-8333-333333333333', '工作')
  insert.run('22222222-2222-4222-8222-222222222222', 'Home')

  migrate(db, [...before, migration0004])
  migrate(db, migrations)

  const common = {
    color: 'teal',
    site: 'china',
    accessMethod: 'sse',
    protocolVersion: 'v1',
    visitorId: 'visitor-1',
    appKeyHint: 'k3y4',
    secretIdHint: null,
    isDemo: false,
    isRetired: false,
    createdAt: 7,
  }
  expect(listProfiles(db)).toEqual([
    { ...common, id: '33333333-3333-4333-8333-333333333333', name: '工作' },
    { ...common, id: '22222222-2222-4222-8222-222222222222', name: 'Home' },
  ])
})

import { expect, it } from 'vitest'
import { profileIdSchema } from '#shared/ids.ts'
import { openConnection } from '../connection.ts'
import { migrate } from '../migrate.ts'
import { findKnownWay, getProfile } from '../profiles.ts'
import { migration0001 } from './0001-history.ts'
import { migrations } from './index.ts'

it('a profile of the first shape is the same afterwards, with an AppKey alone', () => {
  const id = profileIdSchema.parse('33333333-3333-4333-8333-333333333333')
  const db = openConnection(':memory:')
  migrate(db, [migration0001])
  db.prepare(
    `INSERT INTO profiles (id, name, color, site, service_url, cloud_api_url, access_method, protocol_version,
      visitor_id, app_key_hint, is_demo, created_at)
      VALUES (?, '工作', 'teal', 'custom', 'https://adp.example.com', NULL, 'sse', 'v1', 'visitor-1', 'k3y4', 0, 7)`,
  ).run(id)

  migrate(db, migrations)

  expect([getProfile(db, id), findKnownWay(db, id)]).toEqual([
    {
      id,
      name: '工作',
      color: 'teal',
      site: 'custom',
      serviceUrl: 'https://adp.example.com',
      accessMethod: 'sse',
      protocolVersion: 'v1',
      visitorId: 'visitor-1',
      appKeyHint: 'k3y4',
      secretIdHint: null,
      isDemo: false,
      isRetired: false,
      createdAt: 7,
    },
    undefined,
  ])
})

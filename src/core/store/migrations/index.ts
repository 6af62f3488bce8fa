// Owns the order of the migrations. A published one is never edited: a change of shape is a new file and a new line here.
import { migration0001 } from './0001-history.ts'
import { migration0002 } from './0002-access.ts'
import { migration0003 } from './0003-piece-log.ts'
import { migration0004 } from './0004-many-profiles.ts'
import { migration0005 } from './0005-order.ts'
import { migration0006 } from './0006-conversation.ts'
import type { Migration } from './migration.ts'

export const migrations: readonly Migration[] = [
  migration0001,
  migration0002,
  migration0003,
  migration0004,
  migration0005,
  migration0006,
]

import { expect, it, vi } from 'vitest'
import type { Database } from '#core/store/database.ts'
import { openMemoryStore } from '#core/store/open.ts'
import { addConversation } from '#core/store/test-rows.ts'
import { useIndex } from './search-index.ts'
import { addMessage, buildIndexOf, createContext, find } from './test-search.ts'

/** Every step of the plans of what is prepared meanwhile that reads a table from end to end, or sorts. */
async function findSlowSteps(db: Database, act: () => Promise<unknown>): Promise<string[]> {
  const prepare = vi.spyOn(db, 'prepare')
  await act()
  const statements = prepare.mock.calls.map(([sql]) => sql)
  prepare.mockRestore()
  return statements
    .flatMap((sql) => {
      const parameters = Array.from(sql.matchAll(/\?/g), () => null)
      const names = Object.fromEntries(Array.from(sql.matchAll(/@(\w+)/g), ([, name]) => [name, null]))
      const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      return plan.all(...(sql.includes('@') ? [names] : parameters))
    })
    .map(({ detail }) => detail)
    .filter((step) => /SCAN|TEMP B-TREE/.test(step) && step !== 'SCAN CONSTANT ROW')
}

it('a search reads what its grams name, and no table but the short one of blocks', async () => {
  const history = openMemoryStore()
  const context = createContext(history)
  addMessage(history, addConversation(history).id, '服务')
  await buildIndexOf(context)
  const { db } = useIndex(history, context.dataDir)
  if (!db) throw new Error('There is no index.')
  const filters = { from: 1, hasFile: false, skipsArchive: true }
  let ofHistory: string[] = []
  const ofIndex = await findSlowSteps(db, async () => {
    ofHistory = await findSlowSteps(history, () => find(context, '服务', filters))
  })
  expect({ ofHistory, ofIndex }).toEqual({
    ofHistory: [],
    ofIndex: ['SCAN blocks', expect.stringMatching(/^SCAN grams VIRTUAL TABLE INDEX/)],
  })
})

// Measures what a person waits for in a history of a million messages: the start of the engine, the list of conversations,
// a conversation and its earlier messages. p95 of many single calls through the engine. Limit: the same rows read by
// SQLite and nothing made of them; peer of the earlier messages: paging by OFFSET, as many programs do.
import { join } from 'node:path'
import type { CallName } from '#shared/contract/contract.ts'
import type { ConversationId } from '#shared/ids.ts'
import { startEngine } from '#core/engine/start-engine.ts'
import type { RunningEngine } from '#core/engine/running-engine.ts'
import { silentLog } from '#core/log.ts'
import { openReader } from '#core/store/connection.ts'
import { createChance } from '#core/store/test-rows.ts'
import { defaultSettings } from '#shared/settings.ts'
import { copyHistory, largeHistory } from '../history/large-history.ts'
import { median } from '../measure.ts'
import { percentile, timeEach } from '../percentile.ts'
import { createRow, type Row } from '../row.ts'

const calls = 200
const starts = 7
const slowShare = 0.95

function start(dataDir: string): Promise<RunningEngine> {
  return startEngine({
    dataDir,
    version: '0.0.0',
    shell: 'browser',
    platform: process.platform,
    secrets: {
      protection: 'key-file',
      seal: (secret) => Promise.resolve(Buffer.from(secret)),
      unseal: (sealed) => Promise.resolve(Buffer.from(sealed).toString()),
    },
    startDemo: () => Promise.reject(new Error('There is no demo here.')),
    openDemo: false,
    findSystemProxy: () => Promise.resolve(undefined),
    startSettings: defaultSettings,
    openFolder: undefined,
    workerFile: join(import.meta.dirname, '../../src/core/worker/thread.ts'),
    log: silentLog,
  })
}

const listRows = `SELECT * FROM conversations WHERE profile_id = ? AND shelf = 'open'
  ORDER BY is_pinned DESC, updated_at DESC LIMIT 100`
const messageRows = `SELECT * FROM messages LEFT JOIN parts ON parts.message_sequence = messages.sequence
  WHERE conversation_id = ? AND messages.position < ? ORDER BY messages.position DESC LIMIT 50`
const messageRowsByOffset = `SELECT * FROM messages LEFT JOIN parts ON parts.message_sequence = messages.sequence
  WHERE conversation_id = ? ORDER BY messages.position DESC LIMIT 50 OFFSET ?`

export async function measureLargeHistory(): Promise<Row[]> {
  const { dataDir, remove } = copyHistory(largeHistory)
  const file = join(dataDir, 'history.db')
  const startTimes = { ours: [] as number[], limit: [] as number[] }
  for (let round = 0; round < starts; round += 1) {
    const startedAt = performance.now()
    const engine = await start(dataDir)
    await engine.handlers['profile.list']({})
    startTimes.ours.push(performance.now() - startedAt)
    await engine.close()
    startTimes.limit.push(...(await timeEach([file], (path) => openReader(path).close())))
  }

  const engine = await start(dataDir)
  const reader = openReader(file)
  const [profile] = await engine.handlers['profile.list']({})
  if (!profile) throw new Error('A profile was made.')
  const call = engine.handlers as Record<CallName, (input: unknown) => unknown>
  const listed = await engine.handlers['conversation.list']({ profileId: profile.id })
  const longest = listed.find(({ title }) => title === 'The longest one')
  if (!longest) throw new Error('The longest conversation was made.')
  const chance = createChance(3)
  const ids = Array.from(
    { length: calls },
    () => listed[Math.floor(chance() * listed.length)]?.id ?? longest.id,
  )
  const rows = [
    createRow('a million messages: start of the engine', 'ms', {
      ours: median(startTimes.ours),
      limit: median(startTimes.limit),
    }),
    createRow('a million messages: first page of the conversation list, p95', 'ms', {
      ours: await slow(ids, () => call['conversation.list']({ profileId: profile.id, limit: 100 })),
      limit: await slow(ids, () => reader.prepare(listRows).all(profile.id)),
    }),
    createRow('a million messages: open a conversation, p95', 'ms', {
      ours: await slow(ids, (conversationId) => call['conversation.open']({ conversationId })),
      limit: await slow(ids, (id) => reader.prepare(messageRows).all(id, Number.MAX_SAFE_INTEGER)),
    }),
    await measureEarlier(longest.id),
  ]
  reader.close()
  await engine.close()
  remove()
  return rows

  /** Pages of the longest conversation, from all over it. */
  async function measureEarlier(conversationId: ConversationId): Promise<Row> {
    const count = Number(
      reader.prepare('SELECT message_count FROM conversations WHERE id = ?').pluck().get(conversationId),
    )
    const positions = Array.from({ length: calls }, () => 60 + Math.floor(chance() * (count - 60)))
    const idAt = reader.prepare('SELECT id FROM messages WHERE conversation_id = ? AND position = ?').pluck()
    const places = positions.map((position) => ({ position, before: idAt.get(conversationId, position) }))
    return createRow('a million messages: earlier messages of the longest conversation, p95', 'ms', {
      ours: await slow(places, ({ before }) => call['conversation.open']({ conversationId, before })),
      peer: await slow(positions, (position) =>
        reader.prepare(messageRowsByOffset).all(conversationId, count - position),
      ),
      limit: await slow(positions, (position) => reader.prepare(messageRows).all(conversationId, position)),
    })
  }
}

/** p95 of the second pass: the first one warms up. */
async function slow<Item>(items: readonly Item[], run: (item: Item) => unknown): Promise<number> {
  await timeEach(items, run)
  return percentile(await timeEach(items, run), slowShare)
}

// Measures the search over a history of a million messages: the newest 50 hits, p95 of 200 texts of each kind that really
// occur, through the same function that the worker runs. Peers on the same rows in the same run: FTS5's trigram tokenizer
// where it can find the text at all, else LIKE over all rows. Limit: reading the texts that were found by their row ids.
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { findInHistory } from '#core/search/find-in-history.ts'
import { normalise } from '#shared/search-text/normalise.ts'
import { useIndex } from '#core/search/search-index.ts'
import type { SearchContext } from '#core/search/search-context.ts'
import { openReader } from '#core/store/connection.ts'
import type { Database } from '#core/store/database.ts'
import { createChance } from '#core/store/test-rows.ts'
import { copyHistory, largeHistory, type HistorySize } from '../history/large-history.ts'
import { percentile, timeEach } from '../percentile.ts'
import { createRow, type Row } from '../row.ts'

const texts = 200
/** Texts of each kind that are looked for by LIKE, and whose hits are compared with a look at every row. */
const sample = 5
const hits = 50
const slowShare = 0.95

interface Kind {
  readonly name: string
  readonly pattern: RegExp
  /** Of the match in UTF-16 units; all of it when undefined. */
  readonly length?: number
}

const kinds: readonly Kind[] = [
  ...[1, 2, 3, 5].map((length) => ({
    name: `${length} Chinese character${length === 1 ? '' : 's'}`,
    pattern: /[\u4e00-\u9fff]{5,}/g,
    length,
  })),
  { name: 'an English word', pattern: /\b[a-z]{4,}\b/g },
  { name: 'the middle of an English word', pattern: /(?<=[a-z])[a-z]{3,}(?=[a-z])/g },
]

export async function measureHistorySearch(size: HistorySize = largeHistory): Promise<Row[]> {
  const { dataDir, remove } = copyHistory(size)
  const history = openReader(join(dataDir, 'history.db'))
  const context: SearchContext = {
    history,
    dataDir,
    signal: new AbortController().signal,
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  }
  const index = useIndex(history, dataDir)
  const startedAt = performance.now()
  await index.build(context, () => undefined)
  const buildMs = performance.now() - startedAt
  const db = index.db
  if (!db) throw new Error('The index was made.')
  db.pragma('wal_checkpoint(TRUNCATE)')

  const trigrams = makeTrigrams(dataDir)
  const textBytes = Number(db.prepare('SELECT sum(octet_length(text)) FROM texts').pluck().get())
  const megabyte = 1_000_000
  const rows = [
    createRow('search index: time for 1000 messages', 'ms', {
      ours: (buildMs * 1000) / size.messages,
      peer: (trigrams.buildMs * 1000) / size.messages,
      limit: 500,
    }),
    createRow('search index: size without the texts', 'MB', {
      ours: (statSync(join(dataDir, 'search.db')).size - textBytes) / megabyte,
      peer: trigrams.bytes / megabyte,
      limit: textBytes / megabyte,
    }),
  ]
  for (const kind of kinds) rows.push(await measureKind(context, db, trigrams.db, kind))
  trigrams.db.close()
  db.close()
  history.close()
  remove()
  return rows
}

async function measureKind(
  context: SearchContext,
  db: Database,
  trigrams: Database,
  kind: Kind,
): Promise<Row> {
  const wanted = takeTexts(db, kind)
  const search = async (text: string): Promise<unknown> =>
    (await findInHistory(context, { text, filters: {}, limit: hits })).hits
  for (const text of wanted.slice(0, sample)) await assertExact(context, db, text)

  const canTrigram = (kind.length ?? 3) >= 3
  const byTrigram = trigrams
    .prepare('SELECT rowid FROM trigrams WHERE trigrams MATCH ? ORDER BY rowid DESC LIMIT ?')
    .pluck()
  const byLike = db.prepare('SELECT id FROM texts WHERE text LIKE ? ORDER BY id DESC LIMIT ?').pluck()
  const readText = db.prepare('SELECT text FROM texts WHERE id = ?').pluck()
  const newest = db.prepare('SELECT id FROM texts ORDER BY id DESC LIMIT ?').pluck().all(hits)
  const peer = canTrigram
    ? await timeEach(wanted, (text) => byTrigram.all(`"${text}"`, hits))
    : await timeEach(wanted.slice(0, sample), (text) => byLike.all(`%${text}%`, hits))
  return createRow(`search: ${kind.name}, peer ${canTrigram ? 'trigram' : 'LIKE'}, p95`, 'ms', {
    ours: percentile(await timeEach(wanted, search), slowShare),
    peer: percentile(peer, slowShare),
    limit: percentile(await timeEach(wanted, () => newest.map((id) => readText.get(id))), slowShare),
  })
}

/** Texts of this kind that stand somewhere, from all over the history. */
function takeTexts(db: Database, { pattern, length }: Kind): string[] {
  const chance = createChance(11)
  const [lowest = 0, highest = 0] = db.prepare('SELECT min(id), max(id) FROM texts').raw().get() as number[]
  const read = db.prepare('SELECT text FROM texts WHERE id >= ? LIMIT 1').pluck()
  const taken: string[] = []
  while (taken.length < texts) {
    const text = String(read.get(lowest + Math.floor(chance() * (highest - lowest))))
    const matches = text.match(pattern) ?? []
    const match = matches[Math.floor(chance() * matches.length)]
    if (match === undefined) continue
    const start = length === undefined ? 0 : Math.floor(chance() * (match.length - length + 1))
    taken.push(match.slice(start, length === undefined ? undefined : start + length))
  }
  return taken
}

/** Throws when the index does not find what a look at every text finds. */
async function assertExact(context: SearchContext, db: Database, text: string): Promise<void> {
  const form = normalise(text)
  const expected: number[] = []
  const all = db.prepare<[], { created_at: number; text: string }>(
    'SELECT created_at, text FROM texts ORDER BY id DESC',
  )
  for (const row of all.iterate()) {
    if (normalise(row.text).includes(form)) expected.push(row.created_at)
    if (expected.length === hits) break
  }
  const { hits: found } = await findInHistory(context, { text, filters: {}, limit: hits })
  const times = found.map(({ createdAt }) => createdAt)
  if (times.join() !== expected.join()) throw new Error(`The index does not find what a scan finds: ${text}`)
}

function makeTrigrams(dataDir: string): {
  readonly db: Database
  readonly buildMs: number
  readonly bytes: number
} {
  const file = join(dataDir, 'trigrams.db')
  rmSync(file, { force: true })
  const db = new Sqlite(file)
  db.pragma('journal_mode = WAL')
  db.exec("CREATE VIRTUAL TABLE trigrams USING fts5 (text, content = '', tokenize = 'trigram')")
  db.exec(`ATTACH '${join(dataDir, 'search.db').replaceAll("'", "''")}' AS texts`)
  const startedAt = performance.now()
  db.exec('INSERT INTO trigrams (rowid, text) SELECT id, text FROM texts.texts ORDER BY id')
  const buildMs = performance.now() - startedAt
  db.pragma('wal_checkpoint(TRUNCATE)')
  return { db, buildMs, bytes: statSync(file).size }
}

// Owns `npm run bench`: prints the table, and with --json FILE writes the same rows. It decides nothing: timings on a
// shared machine are for reading. What must not grow is checked by tests that count, not by this. With --only WORD, those
// measurements alone whose name has the word in it.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Row } from './row.ts'
import { measureByteToPixel } from './rows/byte-to-pixel.ts'
import { measureStreaming } from './rows/checkpointed-streaming.ts'
import { measureDeltas } from './rows/delta-events.ts'
import { measureEnginePauses } from './rows/engine-pauses.ts'
import { measureFold } from './rows/fold.ts'
import { measureHistorySearch } from './rows/history-search.ts'
import { measureLargeHistory } from './rows/large-history.ts'
import { measureLongConversation } from './rows/long-conversation-page.ts'
import { measureLongEvent } from './rows/long-event.ts'
import { measureManyStreams } from './rows/many-streams.ts'
import { measurePageMemory } from './rows/page-memory.ts'
import { measureSocketBurst } from './rows/socket-burst.ts'
import { measureSse } from './rows/sse-to-answer-events.ts'
import { measureStreamedPages } from './rows/streamed-page.ts'

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } })

const rows: Row[] = []
const measurements = [
  measureSse,
  measureDeltas,
  measureLongEvent,
  measureSocketBurst,
  measureFold,
  measureStreaming,
  measureManyStreams,
  measureLargeHistory,
  measureEnginePauses,
  measureHistorySearch,
  measureStreamedPages,
  measureByteToPixel,
  measureLongConversation,
  measurePageMemory,
]
const { only = '' } = values
for (const measureRows of measurements) {
  if (!measureRows.name.toLowerCase().includes(only.toLowerCase())) continue
  for (const row of await measureRows()) {
    rows.push(row)
    const { name, ours, peer, limit, unit, ratio } = row
    console.log(`${name}: ours ${ours}, peer ${peer ?? '-'}, limit ${limit} ${unit}, ratio ${ratio}`)
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, undefined, 2)}\n`)

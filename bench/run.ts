// Owns `npm run bench`: prints the table, and with --json FILE writes the same rows. It decides nothing: timings on a
// shared machine are for reading. What must not grow is checked by tests that count, not by this.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Row } from './row.ts'
import { measureStreaming } from './rows/checkpointed-streaming.ts'
import { measureFold } from './rows/fold.ts'
import { measureSse } from './rows/sse-to-answer-events.ts'

const { values } = parseArgs({ options: { json: { type: 'string' } } })

const rows: Row[] = []
for (const measureRows of [measureSse, measureFold, measureStreaming]) {
  for (const row of measureRows()) {
    rows.push(row)
    console.log(`${row.name}: ours ${row.ours}, limit ${row.limit} ${row.unit}, ratio ${row.ratio}`)
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, undefined, 2)}\n`)

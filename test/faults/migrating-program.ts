// Opens the history that its argument names, which brings it up to date.
import { writeSync } from 'node:fs'
import { openStore } from '#core/store/open.ts'

writeSync(1, 'opening\n')
const opened = openStore(process.argv[2] ?? '')
writeSync(1, opened.ok ? 'open\n' : `${opened.problem.reason}\n`)

// Holds the history that its argument names, until it is killed.
import { writeSync } from 'node:fs'
import { openStore } from './open.ts'

const opened = openStore(process.argv[2] ?? '')
writeSync(1, opened.ok ? 'open\n' : `${opened.problem.type}\n`)
// The object stays reachable, or its lock could be collected with it.
setInterval(() => opened.ok, 60_000)

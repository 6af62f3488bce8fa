// A few rounds of every kind; `npm run test:faults` runs many.
import { testKillsWhileBackingUp } from './backing-up.ts'
import { testKillsWhileExporting } from './exporting.ts'
import { testKillsWhileMigrating } from './migrating.ts'
import { testKillsWhileStreaming } from './streaming.ts'

const rounds = 5

testKillsWhileStreaming(rounds)
testKillsWhileMigrating(rounds)
testKillsWhileBackingUp(rounds)
testKillsWhileExporting(rounds)

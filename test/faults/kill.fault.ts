// Programs that are killed at random moments, many times.
import { testKillsWhileBackingUp } from './backing-up.ts'
import { testKillsWhileExporting } from './exporting.ts'
import { testKillsWhileMigrating } from './migrating.ts'
import { testKillsWhileStreaming } from './streaming.ts'

const rounds = 60

testKillsWhileStreaming(rounds)
testKillsWhileMigrating(rounds)
testKillsWhileBackingUp(rounds)
testKillsWhileExporting(rounds)

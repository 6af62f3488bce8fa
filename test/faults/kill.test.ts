// A few rounds of every kind; `npm run test:faults` runs many.
import { testKillsWhileMigrating } from './migrating.ts'
import { testKillsWhileStreaming } from './streaming.ts'

const rounds = 5

testKillsWhileStreaming(rounds)
testKillsWhileMigrating(rounds)

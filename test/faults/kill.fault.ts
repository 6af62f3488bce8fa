// Programs that are killed at random moments, many times.
import { testKillsWhileMigrating } from './migrating.ts'
import { testKillsWhileStreaming } from './streaming.ts'

const rounds = 60

testKillsWhileStreaming(rounds)
testKillsWhileMigrating(rounds)

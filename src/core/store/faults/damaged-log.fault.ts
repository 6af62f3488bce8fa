// The long run of damaged-log.test.ts.
import { describeDamagedLog } from './test-damaged-log.ts'

describeDamagedLog(200)

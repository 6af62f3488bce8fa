import { describeDamagedLog } from './test-damaged-log.ts'

describeDamagedLog(20)

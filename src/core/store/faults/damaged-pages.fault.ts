// The long run of damaged-pages.test.ts.
import { describeDamagedPages } from './test-damaged-pages.ts'

describeDamagedPages(200)

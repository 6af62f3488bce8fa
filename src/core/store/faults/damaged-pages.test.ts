import { describeDamagedPages } from './test-damaged-pages.ts'

describeDamagedPages(20)

// Owns SQLite's own look at the whole history.
import { checkStore, type StoreCheck } from '#core/store/check.ts'
import type { Job } from './job.ts'

/** What SQLite finds wrong, in its own words; nothing when all is well. */
export const checkHistory: Job<StoreCheck, string[]> = ({ history }, depth) => checkStore(history, depth)

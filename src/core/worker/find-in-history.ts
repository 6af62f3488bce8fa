// Owns the job of searching the history. How it is done is in core/search.
import { findInHistory, type HistoryQuery, type StoredResult } from '#core/search/find-in-history.ts'
import type { Job } from './job.ts'

export const findInHistoryJob: Job<HistoryQuery, StoredResult> = findInHistory

// Owns the jobs that keep the search index: taking in what has changed, making what is missing, saying how far it is. How
// it is done is in core/search.
import type { SearchState } from '#shared/contract/contract.ts'
import { useIndex } from '#core/search/search-index.ts'
import type { Job } from './job.ts'

export interface IndexNews {
  /** The last change of the history that the index has taken in. */
  readonly drained: number
  /** Whether nothing has to be built. */
  readonly isWhole: boolean
}

export const drainIndex: Job<null, IndexNews> = async (context) => {
  const index = useIndex(context.history, context.dataDir)
  try {
    const drained = await index.drain(context)
    return { drained, isWhole: index.isWhole || index.db === undefined }
  } catch (error) {
    if (!index.recover(error)) throw error
    return { drained: 0, isWhole: false }
  }
}

export const buildIndex: Job<null, SearchState, SearchState> = async (context) => {
  const index = useIndex(context.history, context.dataDir)
  try {
    await index.build(context, (state) => context.report(state))
  } catch (error) {
    if (context.signal.aborted || !index.recover(error)) throw error
  }
  return index.describe()
}

export const describeIndex: Job<null, SearchState> = ({ history, dataDir }) =>
  useIndex(history, dataDir).describe()

// Owns searches: one over the history and one in a conversation at a time, each ended by the next of its kind. The searching
// is done by a worker.
import { createFailure, FailureError } from '#shared/failure.ts'
import type { CallOutput, CheckedInput } from '#shared/contract/contract.ts'
import type { ConversationSummary } from '#shared/conversation.ts'
import type { StoredConversation } from '#core/store/conversations.ts'
import { JobCancelledError, type HistoryWorker } from '#core/worker/history-worker.ts'

export interface SearchDesk {
  find(query: CheckedInput<'search.find'>): Promise<CallOutput<'search.find'>>
  findInConversation(
    query: CheckedInput<'search.findInConversation'>,
  ): Promise<CallOutput<'search.findInConversation'>>
  /** No error when it has just ended. */
  cancel(searchId: string): void
  describe(): Promise<CallOutput<'search.describe'>>
}

export interface SearchDeskOptions {
  readonly worker: HistoryWorker
  readonly summarize: (conversation: StoredConversation) => ConversationSummary
}

export function createSearchDesk({ worker, summarize }: SearchDeskOptions): SearchDesk {
  const searches = [createTurn(), createTurn()] as const
  const [overHistory, inConversation] = searches
  return {
    async find({ searchId, ...query }) {
      const result = await overHistory.take(searchId, (signal) =>
        worker.run('search.find', query, { signal }),
      )
      return {
        ...result,
        hits: result.hits.map((hit) => ({ ...hit, conversation: summarize(hit.conversation) })),
      }
    },
    async findInConversation({ searchId, ...query }) {
      const hits = await inConversation.take(searchId, (signal) =>
        worker.run('search.findInConversation', query, { signal }),
      )
      return { hits }
    },
    cancel(searchId) {
      for (const turn of searches) turn.cancel(searchId)
    },
    describe: () => worker.run('search.describe', null),
  }
}

interface Turn {
  /** Ends what has the turn. Throws `search-cancelled` when the work is ended itself. */
  take<Result>(searchId: string, work: (signal: AbortSignal) => Promise<Result>): Promise<Result>
  cancel(searchId: string): void
}

function createTurn(): Turn {
  let running: { readonly searchId: string; readonly abort: AbortController } | undefined
  return {
    async take(searchId, work) {
      running?.abort.abort()
      const own = { searchId, abort: new AbortController() }
      running = own
      try {
        return await work(own.abort.signal)
      } catch (error) {
        if (error instanceof JobCancelledError) throw new FailureError(createFailure('search-cancelled'))
        throw error
      } finally {
        if (running === own) running = undefined
      }
    },
    cancel(searchId) {
      if (running?.searchId === searchId) running.abort.abort()
    },
  }
}

// Owns what the tests of the search share: messages in a history, and a search over it.
import { randomUUID } from 'node:crypto'
import { messageIdSchema, type ConversationId } from '#shared/ids.ts'
import type { Message } from '#shared/answer.ts'
import type { SearchFilters } from '#shared/search.ts'
import type { Database } from '#core/store/database.ts'
import { insertTurn } from '#core/store/messages.ts'
import { createQuestion, createText } from '#core/store/test-rows.ts'
import { createConversationFilter } from './filters.ts'
import { findInHistory, type StoredResult } from './find-in-history.ts'
import { createHitList } from './hit-list.ts'
import { orderMessages } from './order-messages.ts'
import { readTerms } from '#shared/search-text/query.ts'
import { scanMessages } from './scan.ts'
import type { SearchContext } from './search-context.ts'
import { useIndex } from './search-index.ts'

export function createContext(history: Database, dataDir = '/data', signal?: AbortSignal): SearchContext {
  return {
    history,
    dataDir,
    signal: signal ?? new AbortController().signal,
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  }
}

export function addMessage(
  history: Database,
  conversationId: ConversationId,
  text: string,
  changes: Partial<Message> = {},
): Message {
  const message = createQuestion(conversationId, {
    id: messageIdSchema.parse(randomUUID()),
    parts: [createText(text)],
    ...changes,
  })
  insertTurn(history, [message])
  return message
}

export async function buildIndexOf(context: SearchContext): Promise<void> {
  const index = useIndex(context.history, context.dataDir)
  await index.drain(context)
  await index.build(context, () => undefined)
  if (!index.db || !index.isWhole) throw new Error('There is no index.')
}

export function find(
  context: SearchContext,
  text: string,
  filters: SearchFilters = {},
  limit = 50,
): Promise<StoredResult> {
  return findInHistory(context, { text, filters, limit })
}

/** Ids and kinds of what a search finds, page after page of this length. */
export async function findAll(
  context: SearchContext,
  text: string,
  filters: SearchFilters = {},
  limit = 50,
): Promise<string[]> {
  const names: string[] = []
  let after: string | undefined
  for (;;) {
    const { hits, next } = await findInHistory(context, { text, filters, after, limit })
    names.push(...hits.map(({ messageId, kind }) => `${messageId} ${kind}`))
    if (next === null) return names
    after = next
  }
}

/** The same of all that a look at every message finds. */
export async function scanAll(
  context: SearchContext,
  text: string,
  filters: SearchFilters = {},
): Promise<string[]> {
  const { history } = context
  const options = { limit: Number.MAX_SAFE_INTEGER, after: undefined }
  const list = createHitList(options)
  const terms = readTerms(text)
  const wanted = { ...options, terms, filters, conversations: createConversationFilter(history, filters) }
  if (terms.length > 0) await scanMessages(context, await orderMessages(context), wanted, list)
  const id = history.prepare<[number], string>('SELECT id FROM messages WHERE sequence = ?').pluck()
  return list.found.map(({ sequence, kind }) => `${id.get(sequence)} ${kind}`)
}

// Owns the calls about finding words. The whole is ../contract.ts.
import { z } from 'zod'
import { conversationIdSchema } from '../../ids.ts'
import {
  conversationHitSchema,
  maxSearchLength,
  searchFiltersSchema,
  searchPlaceSchema,
  searchResultSchema,
} from '../../search.ts'
import { defineCalls, nothing } from '../define.ts'

const searchTextSchema = z.string().min(1).max(maxSearchLength)

/** How far the index of the history is; done and total are messages. */
export const searchStateSchema = z.strictObject({
  /** `building`: what is older may not be found yet. `rebuilding`: the same, after an index that was lost or damaged. */
  state: z.enum(['ready', 'building', 'rebuilding']),
  done: z.number().int(),
  total: z.number().int(),
})

export type SearchState = z.infer<typeof searchStateSchema>

export const searchCalls = defineCalls({
  /**
   * The newest texts in which every word stands somewhere, in any order, each letter by letter; words between double quotes
   * are one. Ends the search before it, whose call then fails with `search-cancelled`; so does `search.cancel`.
   */
  'search.find': {
    input: z.strictObject({
      /** Made by the page. */
      searchId: z.uuid(),
      text: searchTextSchema,
      filters: searchFiltersSchema,
      /** The `next` of the result that goes on here. */
      after: searchPlaceSchema.optional(),
      limit: z.number().int().min(1).max(100),
    }),
    output: searchResultSchema,
  },
  /** No error when it has just ended. */
  'search.cancel': { input: z.strictObject({ searchId: z.uuid() }), output: nothing },
  /**
   * Where the text stands in all of a conversation, oldest message first, running answers as far as they are written. The
   * text is looked for as one, white space included. Ends the search of this kind before it, as `search.find` does.
   */
  'search.findInConversation': {
    input: z.strictObject({
      searchId: z.uuid(),
      conversationId: conversationIdSchema,
      text: searchTextSchema,
    }),
    output: z.strictObject({ hits: z.array(conversationHitSchema) }),
  },
  'search.describe': { input: nothing, output: searchStateSchema },
})

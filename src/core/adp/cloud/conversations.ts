// Owns the actions about whole conversations: which there are of a visitor, making one, and forgetting what was said. What
// was said in one is in messages.ts and records.ts.
import { z } from 'zod'
import { omitUndefined } from '../omit-undefined.ts'
import { adp, type CloudAction } from './action.ts'
import type { CloudApi } from './api.ts'
import type { Result } from '../result.ts'
import { filled, list, nothing, optionalDateAt, text } from './schema.ts'
import { optionalNumber, optionalText } from '../wire-schema.ts'
import { encodeVisitor, type Visitor } from './visitor.ts'

export interface RemoteConversation {
  readonly conversationId: string
  readonly title?: string | undefined
  readonly createdAt?: number | undefined
  readonly updatedAt?: number | undefined
  readonly applicationId?: string | undefined
}

export interface ConversationPage {
  readonly conversations: readonly RemoteConversation[]
  /** Of all pages. */
  readonly totalCount?: number | undefined
}

const conversationSchema = z
  .object({
    ConversationId: text,
    Title: optionalText,
    CreateTime: optionalDateAt,
    UpdateTime: optionalDateAt,
    AppId: optionalText,
  })
  .transform((wire) =>
    omitUndefined<RemoteConversation>({
      conversationId: wire.ConversationId,
      title: wire.Title,
      createdAt: wire.CreateTime,
      updatedAt: wire.UpdateTime,
      applicationId: wire.AppId,
    }),
  )

const describeConversationList: CloudAction<ConversationPage> = {
  ...adp,
  name: 'DescribeConversationList',
  isRepeatable: true,
  response: z
    .object({
      ConversationList: list(conversationSchema),
      Conversations: list(conversationSchema),
      TotalCount: optionalNumber,
    })
    .transform(({ ConversationList, Conversations, TotalCount }) =>
      omitUndefined<ConversationPage>({
        conversations: filled(ConversationList, Conversations),
        totalCount: TotalCount,
      }),
    ),
}

/** Some of the visitor's conversations with the application, in the order of the service. */
export function fetchConversations(
  api: CloudApi,
  { offset, limit, ...visitor }: Visitor & { readonly offset: number; readonly limit: number },
  signal: AbortSignal,
): Promise<Result<ConversationPage>> {
  const body = { ...encodeVisitor(visitor), Offset: offset, Limit: limit }
  return api.call(describeConversationList, body, signal)
}

const pageSize = 50

/** All of them, page by page; a failure is the last page. */
export async function* readConversations(
  api: CloudApi,
  visitor: Visitor,
  signal: AbortSignal,
): AsyncGenerator<Result<ConversationPage>, undefined> {
  const known = new Set<string>()
  for (let offset = 0; ;) {
    const page = await fetchConversations(api, { ...visitor, offset, limit: pageSize }, signal)
    const before = known.size
    if (page.ok) for (const { conversationId } of page.value.conversations) known.add(conversationId)
    // A page that brings nothing new would bring it for ever.
    if (page.ok && known.size === before) return
    yield page
    if (!page.ok) return
    offset += page.value.conversations.length
    if (offset >= (page.value.totalCount ?? Infinity)) return
  }
}

const createConversationAction: CloudAction<string> = {
  ...adp,
  name: 'CreateConversation',
  isRepeatable: false,
  // Reported by users: `400-…` is said of an AppKey that is not known.
  numbers: { 400: 'key-refused' },
  response: z.object({ ConversationId: text }).transform(({ ConversationId }) => ConversationId),
}

/** Makes a conversation and gives its id. For applications that take no id of ours. */
export function createConversation(
  api: CloudApi,
  { applicationId, ...visitor }: Visitor & { readonly applicationId?: string },
  signal: AbortSignal,
): Promise<Result<string>> {
  return api.call(createConversationAction, { ...encodeVisitor(visitor), AppId: applicationId }, signal)
}

const resetConversationAction: CloudAction<undefined> = {
  ...adp,
  name: 'ResetConversation',
  isRepeatable: false,
  response: nothing,
}

/** Makes the application forget what was said so far; the history stays. */
export function resetConversation(
  api: CloudApi,
  { conversationId, ...visitor }: Visitor & { readonly conversationId: string },
  signal: AbortSignal,
): Promise<Result<undefined>> {
  const body = { ...encodeVisitor(visitor), ConversationId: conversationId }
  return api.call(resetConversationAction, body, signal)
}

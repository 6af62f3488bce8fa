// Owns the actions about conversations as a whole. Their messages are message-list.ts's.
import { errorMessage } from '../error-messages.ts'
import type { JsonObject } from '../json.ts'
import { createUuid } from '../record-id.ts'
import type { Service } from '../service.ts'
import type { Session } from '../sessions.ts'
import { readApp, type Action, type CloudCall } from './action.ts'
import { isFailure, refusal, type CloudFailure } from './failure.ts'
import { optionalText, requiredText, type Rules } from './parameters.ts'
import { formatTime } from './time.ts'
import { apiAccess } from './tokens.ts'

/** Who asks, in every action but one. */
export const visitorRules: Rules = {
  Type: { type: 'integer', isRequired: true, min: 0, max: 20 },
  AppKey: requiredText,
  UserId: requiredText,
}

/** The conversation of the visitor who asks, or why it cannot be had. */
export function readSession({
  parameters,
  service,
}: CloudCall): { readonly session: Session } | { readonly failure: CloudFailure } {
  const found = readApp(parameters.text('AppKey'))
  if (isFailure(found)) return found
  const session = service.sessions.find({
    appKey: found.app.appKey,
    visitorId: parameters.text('UserId'),
    id: parameters.text('ConversationId'),
  })
  return session === undefined ? refusal(460010, errorMessage(460010)) : { session }
}

const create: Action = {
  name: 'CreateConversation',
  product: 'adp',
  rules: { ...visitorRules, AppId: optionalText, AgentId: optionalText },
  answer({ parameters, service }) {
    const found = readApp(parameters.text('AppKey'))
    if (isFailure(found)) return found
    const id = createUuid(service.idRandom)
    service.sessions.open(
      { appKey: found.app.appKey, visitorId: parameters.text('UserId'), id },
      service.now(),
    )
    return { ConversationId: id }
  },
}

const describe: Action = {
  name: 'DescribeConversation',
  product: 'adp',
  rules: { ...visitorRules, ConversationId: requiredText },
  answer(call) {
    const found = readSession(call)
    return isFailure(found) ? found : conversationPayload(found.session, call.parameters.text('AppKey'))
  },
}

const list: Action = {
  name: 'DescribeConversationList',
  product: 'adp',
  rules: {
    ...visitorRules,
    AppId: optionalText,
    AgentId: optionalText,
    Keyword: optionalText,
    Limit: { type: 'integer', min: 1, max: 100 },
    Offset: { type: 'integer', min: 0 },
  },
  answer({ parameters, service }) {
    const found = readApp(parameters.text('AppKey'))
    if (isFailure(found)) return found
    const { appKey } = found.app
    const all = service.sessions
      .listByVisitor(appKey, parameters.text('UserId'))
      .filter(({ title }) => title.includes(parameters.text('Keyword')))
    const offset = parameters.number('Offset') ?? 0
    const page = all.slice(offset, offset + (parameters.number('Limit') ?? 10))
    const conversations = page.map((session) => conversationPayload(session, appKey))
    // The second name is the older one; the number is text.
    return {
      ConversationList: conversations,
      Conversations: conversations,
      TotalCount: String(all.length),
    }
  },
}

const modify: Action = {
  name: 'ModifyConversation',
  product: 'adp',
  rules: { ...visitorRules, ConversationId: requiredText, Title: requiredText, AppId: optionalText },
  answer(call) {
    const found = readSession(call)
    if (isFailure(found)) return found
    found.session.title = call.parameters.text('Title')
    return {}
  },
}

/** Does not ask which visitor it is of. */
const remove: Action = {
  name: 'DeleteConversation',
  product: 'adp',
  rules: {
    Type: { type: 'integer', isRequired: true },
    AppKey: requiredText,
    ConversationId: requiredText,
  },
  answer({ parameters, service }) {
    const found = readApp(parameters.text('AppKey'))
    if (isFailure(found)) return found
    const sessions = service.sessions.listById(found.app.appKey, parameters.text('ConversationId'))
    if (sessions.length === 0) return refusal(460010, errorMessage(460010))
    for (const session of sessions) service.sessions.delete(session)
    return {}
  },
}

const reset: Action = {
  name: 'ResetConversation',
  product: 'adp',
  rules: { ...visitorRules, ConversationId: requiredText },
  answer(call) {
    const found = readSession(call)
    if (isFailure(found)) return found
    clearContext(found.session, call.service)
    return {}
  },
}

/** The turns stay; the application knows of none of them from now on. */
function clearContext(session: Session, { now }: Service): void {
  session.reset = { at: now(), turnCount: session.turns.length }
}

function conversationPayload(session: Session, appKey: string): JsonObject {
  const found = readApp(appKey)
  return {
    AppId: isFailure(found) ? '' : found.app.id,
    ConversationId: session.id,
    CreateTime: formatTime(session.createdAt),
    UpdateTime: formatTime(session.updatedAt),
    Type: apiAccess,
    Title: session.title,
    AgentId: '',
  }
}

export const conversationActions: readonly Action[] = [create, describe, list, modify, remove, reset]

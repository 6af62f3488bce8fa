// Owns the two actions that make a one-time token for a WebSocket: good for one handshake, within a minute. Which of them
// is called, and what is done when it is not there, is ../token.ts's matter.
import { z } from 'zod'
import { omitUndefined } from '../omit-undefined.ts'
import { adp, lke, type CloudAction } from './action.ts'
import type { CloudApi } from './api.ts'
import type { Result } from '../result.ts'
import { text } from './schema.ts'
import { optionalNumber, optionalText } from '../wire-schema.ts'
import { apiAccess, encodeVisitor, type Visitor } from './visitor.ts'

export interface LkeToken {
  readonly token: string
  /** Of the account's quota. The application can be used while it is above zero. */
  readonly balance?: number | undefined
  /** Of a question, in characters. */
  readonly inputLimit?: number | undefined
}

const getWsToken: CloudAction<LkeToken> = {
  ...lke,
  name: 'GetWsToken',
  isRepeatable: true,
  response: z
    .object({ Token: text, Balance: optionalNumber, InputLenLimit: optionalNumber })
    .transform(({ Token, Balance, InputLenLimit }) =>
      omitUndefined<LkeToken>({ token: Token, balance: Balance, inputLimit: InputLenLimit }),
    ),
}

export function createLkeToken(
  api: CloudApi,
  { appKey, visitorId }: Visitor,
  signal: AbortSignal,
): Promise<Result<LkeToken>> {
  return api.call(getWsToken, { Type: apiAccess, BotAppKey: appKey, VisitorBizId: visitorId }, signal)
}

export interface AdpToken {
  readonly token: string
  readonly applicationId?: string | undefined
}

const createWebSocketToken: CloudAction<AdpToken> = {
  ...adp,
  name: 'CreateWebSocketToken',
  isRepeatable: true,
  // Nothing else in the request can be wrong; CreateConversation is known to say it so.
  numbers: { 400: 'key-refused' },
  response: z
    .object({ Token: text, AppId: optionalText })
    .transform(({ Token, AppId }) => omitUndefined<AdpToken>({ token: Token, applicationId: AppId })),
}

export function createAdpToken(
  api: CloudApi,
  visitor: Visitor,
  signal: AbortSignal,
): Promise<Result<AdpToken>> {
  return api.call(createWebSocketToken, encodeVisitor(visitor), signal)
}

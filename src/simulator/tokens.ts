// Owns the tokens that open a socket: each is bound to an application and a visitor, lives for a minute and is good for
// one connection. The cloud API, the token endpoint and tests have them made.
import type { Identity } from './question.ts'
import type { Random } from './random.ts'
import { createTraceId, createUuid } from './record-id.ts'

/** `digits` as GetWsToken gives them, `groups` as CreateWebSocketToken does. */
type TokenForm = 'digits' | 'groups'

export interface Tokens {
  issue(identity: Identity, form: TokenForm): string
  /** Uses it up. Undefined when it is unknown, used or too old. */
  redeem(token: unknown): Identity | undefined
  /** Whom the newest token is for that could still be used: who, very likely, is about to connect. */
  newest(): Identity | undefined
}

interface IssuedToken extends Identity {
  readonly expiresAt: number
}

/** Used and old ones are forgotten, which refuses them. */
const maxTokens = 10_000

export function createTokens(options: {
  readonly lifeMs: number
  readonly now: () => number
  readonly random: Random
}): Tokens {
  const issued = new Map<string, IssuedToken>()
  const isAlive = ({ expiresAt }: IssuedToken) => options.now() < expiresAt
  return {
    issue(identity, form) {
      const token =
        form === 'digits' ? createTraceId(options.random).toUpperCase() : createUuid(options.random)
      issued.set(token, { ...identity, expiresAt: options.now() + options.lifeMs })
      const [oldest = ''] = issued.keys()
      if (issued.size > maxTokens) issued.delete(oldest)
      return token
    },
    redeem(token) {
      const known = typeof token === 'string' ? issued.get(token) : undefined
      if (known === undefined) return undefined
      issued.delete(String(token))
      return isAlive(known) ? known : undefined
    },
    newest: () => [...issued.values()].findLast(isAlive),
  }
}

// Owns the one-time token that opens a WebSocket: from the person's own token endpoint, or from the cloud API. Asked for anew
// for every handshake and kept nowhere. What is said to either is in cloud/token-endpoint.ts and cloud/tokens.ts.
import type { Clock } from '../clock.ts'
import { createCloudApi, type CloudApi } from './cloud/api.ts'
import { isNotAvailable } from './cloud/is-not-available.ts'
import type { FindProxy } from './proxy.ts'
import { fail, type Result } from './result.ts'
import type { Credentials } from './cloud/sign.ts'
import { fetchEndpointToken } from './cloud/token-endpoint.ts'
import { createAdpToken, createLkeToken } from './cloud/tokens.ts'
import type { CloudService, Place } from './endpoints.ts'

export interface TokenSourceOptions {
  readonly place: Place
  /** For the cloud API; not needed with a token endpoint, which goes first. */
  readonly credentials?: Credentials
  readonly tokenEndpointUrl?: string
  readonly appKey: string
  readonly visitorId: string
  readonly clock: Clock
  readonly findProxy: FindProxy
}

export interface TokenSource {
  /** Whether there is something to get a token with. */
  readonly isAvailable: boolean
  /** A token for one handshake of a dialogue of this generation. Never rejects. */
  fetchToken(version: 'v1' | 'v2', signal: AbortSignal): Promise<Result<string>>
}

export function createTokenSource({
  place,
  credentials,
  tokenEndpointUrl,
  clock,
  findProxy,
  ...visitor
}: TokenSourceOptions): TokenSource {
  const api = credentials && createCloudApi({ place, credentials, clock, findProxy })
  // Which service gave the last token, by generation; empty before the first.
  const lastService = new Map<'v1' | 'v2', CloudService>()

  return {
    isAvailable: tokenEndpointUrl !== undefined || api !== undefined,
    async fetchToken(version, signal) {
      if (tokenEndpointUrl !== undefined) {
        const request = { visitorId: visitor.visitorId, protocolVersion: version }
        return fetchEndpointToken(tokenEndpointUrl, request, { clock, findProxy, signal })
      }
      return api ? fetchCloudToken(api, version, signal) : fail('credentials-missing')
    },
  }

  /** Which service an account has is not documented: where one says that it is not there, the other one is asked. */
  async function fetchCloudToken(
    api: CloudApi,
    version: 'v1' | 'v2',
    signal: AbortSignal,
  ): Promise<Result<string>> {
    const first = lastService.get(version) ?? findFirstService(version)
    const token = await createToken(api, first, signal)
    if (token.ok) lastService.set(version, first)
    if (token.ok || !isNotAvailable(token.failure)) return token
    const second = first === 'lke' ? 'adp' : 'lke'
    const other = await createToken(api, second, signal)
    if (other.ok) lastService.set(version, second)
    if (other.ok || !isNotAvailable(other.failure)) return other
    // Neither is there. A permission is something that a person can get; otherwise the one counts that should be there.
    return other.failure.code === 'permission-missing' ? other : token
  }

  /** The newer service is not known to exist on the international site. */
  function findFirstService(version: 'v1' | 'v2'): CloudService {
    return version === 'v1' || place.site === 'international' ? 'lke' : 'adp'
  }

  async function createToken(
    api: CloudApi,
    service: CloudService,
    signal: AbortSignal,
  ): Promise<Result<string>> {
    if (service === 'adp') {
      const made = await createAdpToken(api, visitor, signal)
      return made.ok ? { ok: true, value: made.value.token } : made
    }
    const made = await createLkeToken(api, visitor, signal)
    if (!made.ok) return made
    // The token would be good, but every question would be refused.
    return (made.value.balance ?? 1) > 0 ? { ok: true, value: made.value.token } : fail('quota-used-up')
  }
}

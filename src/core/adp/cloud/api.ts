// Owns calls of the cloud API: signed, no more often than is allowed, tried again when the service was too busy. What can be
// called is in action.ts, what comes back in envelope.ts.
import type { Clock } from '../../clock.ts'
import { findCloudEndpoint, regionOf, type CloudService, type Place } from '../endpoints.ts'
import type { CloudAction } from './action.ts'
import { isRateLimited } from './cloud-failure.ts'
import { readResponse } from './envelope.ts'
import { exchange } from './exchange.ts'
import { hideSecrets, hideSecretsOfFailure } from '../hide-secrets.ts'
import { pause } from '../pause.ts'
import type { FindProxy } from '../proxy.ts'
import { createRateLimit } from './rate-limit.ts'
import { fail, type Result } from '../result.ts'
import { sign, type Credentials } from './sign.ts'

/** The members of a request, as on the wire; those that are undefined are not sent. */
export type CloudBody = Readonly<Record<string, unknown>>

export interface CloudApi {
  /**
   * Calls an action. Never rejects. When `signal` aborts the failure is `cut-off` with the cause `ABORTED`, which nobody
   * needs to see. No secret is in any failure, whatever the service says.
   */
  call<Value>(action: CloudAction<Value>, body: CloudBody, signal: AbortSignal): Promise<Result<Value>>
}

export interface CloudApiOptions {
  readonly place: Place
  readonly credentials: Credentials
  readonly clock: Clock
  readonly findProxy: FindProxy
}

/** Of each action; from their pages. */
const callsPerSecond: Readonly<Record<CloudService, number>> = { lke: 100, adp: 20 }

/** Between one try and the next. The service counts by the second. */
const pausesMs: readonly number[] = [500, 1000, 2000]

/** Members of requests that are secret. */
const secretMembers = ['AppKey', 'BotAppKey']

export function createCloudApi({ place, credentials, clock, findProxy }: CloudApiOptions): CloudApi {
  const rateLimit = createRateLimit(clock)

  return {
    async call(action, body, signal) {
      const secrets = findSecrets(body)
      let result = await callOnce(action, body, secrets, signal)
      for (const pauseMs of action.isRepeatable ? pausesMs : []) {
        if (result.ok || !isRateLimited(result.failure)) break
        await pause(clock, pauseMs, signal)
        result = await callOnce(action, body, secrets, signal)
      }
      return result.ok ? result : { ok: false, failure: hideSecretsOfFailure(result.failure, secrets) }
    },
  }

  async function callOnce<Value>(
    action: CloudAction<Value>,
    body: CloudBody,
    secrets: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<Value>> {
    const { service, version, name } = action
    const endpoint = findCloudEndpoint(place, service)
    if (!endpoint.ok) return endpoint
    // Nothing else can stand in a header, and no SecretId has it.
    if (!/^[\x21-\x7e]+$/.test(credentials.secretId)) return fail('credentials-refused')
    const endTurn = await rateLimit.takeTurn(`${service}.${name}`, callsPerSecond[service], signal)
    if (endTurn === undefined)
      return signal.aborted ? fail('cut-off', { cause: 'ABORTED' }) : fail('too-many-calls')
    const text = JSON.stringify(body)
    const signature = sign(credentials, {
      service,
      host: endpoint.url.host,
      action: name,
      timestamp: Math.floor(clock.now() / 1000),
      body: Buffer.from(text),
    })
    const headers = { ...signature, 'x-tc-version': version, 'x-tc-region': regionOf(place) }
    const response = await exchange(endpoint.url, text, headers, { clock, findProxy, signal }).finally(
      endTurn,
    )
    return response.ok
      ? readResponse(action, response.value, (words) => hideSecrets(words, secrets))
      : response
  }

  function findSecrets(body: CloudBody): string[] {
    const ofBody = secretMembers.map((name) => body[name]).filter((value) => typeof value === 'string')
    return [credentials.secretId, credentials.secretKey, ...ofBody]
  }
}

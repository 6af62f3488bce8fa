// Owns the client for cloud calls of the simulator's own tests: signs as the documents say, and gives back what stands in
// the envelope.
import { request } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import { powerlessCredential, type Credential } from './cloud/credentials.ts'
import { sign } from './cloud/signature.ts'
import type { Simulator } from './index.ts'
import { at } from './test-v2-client.ts'

export { powerlessCredential }

export interface CallOptions {
  readonly credential?: Credential
  readonly version?: string
  /** For the scope of the signature. */
  readonly product?: string
  /** Seconds since the epoch. */
  readonly timestamp?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Instead of the parameters as JSON. */
  readonly body?: string
}

const versions: Readonly<Record<string, string>> = { lke: '2023-11-30', adp: '2026-05-20' }

/** The `Response` of a call to a product, which is `lke` or `adp`. */
export async function callCloud(
  simulator: Simulator,
  action: string,
  parameters: object,
  options: CallOptions = {},
): Promise<Readonly<Record<string, unknown>>> {
  const { status, json } = await sendCall(simulator, action, parameters, options)
  if (status !== 200) throw new Error(`A cloud call was answered with status ${status}.`)
  const answer = at(JSON.parse(json), 'Response')
  if (typeof answer !== 'object' || answer === null) throw new Error(`There is no envelope: ${json}`)
  return answer as Record<string, unknown>
}

export async function sendCall(
  simulator: Simulator,
  action: string,
  parameters: object,
  options: CallOptions = {},
): Promise<{ readonly status: number; readonly json: string; readonly date: string }> {
  const { credential = simulator.credentials, product = 'adp' } = options
  const timestamp = String(options.timestamp ?? Math.floor(Date.now() / 1000))
  const body = Buffer.from(options.body ?? JSON.stringify(parameters))
  const signed = {
    'content-type': 'application/json; charset=utf-8',
    host: new URL(simulator.url).host,
    'x-tc-action': action,
  }
  const headers = Object.entries(signed)
  const { signature } = sign({ secretKey: credential.secretKey, product, timestamp, headers, body })
  const scope = `${new Date(Number(timestamp) * 1000).toISOString().slice(0, 10)}/${product}/tc3_request`
  const call = request(`${simulator.url}/`, {
    method: 'POST',
    headers: {
      ...signed,
      authorization: `TC3-HMAC-SHA256 Credential=${credential.secretId}/${scope}, SignedHeaders=content-type;host;x-tc-action, Signature=${signature}`,
      'x-tc-version': options.version ?? versions[product] ?? '',
      'x-tc-timestamp': timestamp,
      'x-tc-region': 'ap-guangzhou',
      ...options.headers,
    },
  })
  call.end(body)
  return new Promise((resolve, reject) => {
    call.on('error', reject)
    call.on('response', (response) => {
      void readText(response).then((json) => {
        resolve({ status: response.statusCode ?? 0, json, date: response.headers.date ?? '' })
      }, reject)
    })
  })
}

export async function callFor(
  simulator: Simulator,
  product: 'lke' | 'adp',
  action: string,
  parameters: object,
): Promise<Readonly<Record<string, unknown>>> {
  return callCloud(simulator, action, parameters, { product })
}

/** The members that say who asks, in actions of adp. */
export function visitor(simulator: Simulator): Record<string, unknown> {
  return { Type: 5, AppKey: simulator.demoAppKey, UserId: 'visitor-0001' }
}

// Owns cloud calls as a whole: who may call, what is called, how often, and the envelope around every answer, which comes
// with status 200 whatever happened. What an action does is in cloud/.
import { performance } from 'node:perf_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Action, Answer } from './cloud/action.ts'
import { findAction } from './cloud/action-list.ts'
import { powerlessCredential } from './cloud/credentials.ts'
import { failure, isFailure } from './cloud/failure.ts'
import { readParameters } from './cloud/parameters.ts'
import { findSigner } from './cloud/signature.ts'
import { maxBodyBytes, parseBody, readBody } from './http.ts'
import { encodeJson } from './json.ts'
import { keep, type Observations } from './observations.ts'
import { createUuid } from './record-id.ts'
import type { Service } from './service.ts'

export interface Cloud {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>
}

/** Calls of one action that a credential may make in a second. */
const maxCallsPerSecond = { adp: 20, lke: 100 } as const
const regions = ['ap-guangzhou', 'ap-jakarta']

export function createCloud(service: Service, observations: Observations): Cloud {
  /** When the calls of the last second came, by action and credential; by a clock that no test turns back. */
  const recent = new Map<string, number[]>()

  function isTooOften({ name, product }: Action, secretId: string): boolean {
    const key = `${product}/${name}/${secretId}`
    const now = performance.now()
    const calls = (recent.get(key) ?? []).filter((at) => now - at < 1000)
    calls.push(now)
    recent.set(key, calls)
    return calls.length > maxCallsPerSecond[product]
  }

  function call({ headers }: IncomingMessage, body: Buffer): Answer {
    for (const name of ['x-tc-action', 'x-tc-version', 'x-tc-timestamp', 'x-tc-region']) {
      if (headers[name] === undefined)
        return failure('MissingParameter', `The request is missing the header \`${name}\`.`)
    }
    const found = findSigner({ headers, body, now: service.now() })
    if ('failure' in found) return found
    const { credential, product } = found.signer
    if (headers['x-tc-token'] !== undefined)
      return failure('AuthFailure.TokenFailure', 'The token is not valid.')
    if (credential.secretId === powerlessCredential.secretId)
      return failure('AuthFailure.UnauthorizedOperation', 'The request is not authorized by CAM.')
    if (!regions.includes(String(headers['x-tc-region'])))
      return failure('UnsupportedRegion', 'The region is not supported.')

    const action = findAction(String(headers['x-tc-action']), product, String(headers['x-tc-version']))
    if (action === undefined) return failure('InvalidAction', 'The action does not exist in this version.')
    if (isTooOften(action, credential.secretId))
      return failure('RequestLimitExceeded', 'The frequency of the calls exceeds the limit.')

    const read = readParameters(parseBody(body).value, action.rules, action.isOpen === true)
    if ('failure' in read) return read
    return action.answer({ parameters: read.parameters, service, origin: `http://${headers.host ?? ''}` })
  }

  return {
    async answer(request, response) {
      const body = await readBody(request, maxBodyBytes)
      const answer =
        body === undefined
          ? failure('RequestSizeLimitExceeded', 'The body is too large.')
          : call(request, body)
      const outcome = isFailure(answer) ? answer.failure.code : 'Success'
      const { 'x-tc-action': action = '', 'x-tc-version': version = '' } = request.headers
      keep(observations.cloudCalls, { action: String(action), version: String(version), outcome })
      const members = isFailure(answer)
        ? { Error: { Code: answer.failure.code, Message: answer.failure.message } }
        : answer
      const envelope = { Response: { ...members, RequestId: createUuid(service.idRandom) } }
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(encodeJson(envelope, { order: 'given', absent: 'left-out' }))
    },
  }
}

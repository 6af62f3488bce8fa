// Owns the person's own token endpoint: asking it, and finding the token in whatever form it gives it. It keeps the account's
// secrets to itself and gets none from here, not even the AppKey. Nothing of what it says gets into a failure.
import { checkAddress } from '../endpoints.ts'
import { parseWireJson } from '../parse-wire-json.ts'
import { isObject } from '../wire-schema.ts'
import { exchange, type Around } from './exchange.ts'
import { fail, type Result } from '../result.ts'

const headers = { 'content-type': 'application/json', accept: 'application/json, text/plain' }

/** One word of printable characters. */
const token = /^[\x21-\x7e]{1,2048}$/

/** How text begins that is a page, or JSON that does not say what it should. */
const otherText = /^(?:[<{["']|(?:null|true|false|undefined)$)/

export interface TokenRequest {
  readonly visitorId: string
  /** Of the dialogue that the token is for. */
  readonly protocolVersion: 'v1' | 'v2'
}

/** Asks for a token at exactly this address. */
export async function fetchEndpointToken(
  address: string,
  { visitorId, protocolVersion }: TokenRequest,
  around: Around,
): Promise<Result<string>> {
  const endpoint = checkAddress(address)
  if (!endpoint.ok) return endpoint
  const response = await exchange(
    endpoint.url,
    JSON.stringify({ visitorId, protocolVersion }),
    headers,
    around,
  )
  if (!response.ok) {
    const { code, detail, retryable } = response.failure
    // That the way is not secure, or a proxy is in it, a person has to know in so many words; that they have left, they know.
    if (code === 'not-secure' || code === 'proxy-failed' || around.signal.aborted) return response
    return fail('token-endpoint-failed', { cause: code, ...detail }, { retryable })
  }
  const { status, text } = response.value
  const found = status >= 200 && status < 300 ? findToken(text) : undefined
  return found === undefined
    ? fail('token-endpoint-failed', { httpStatus: status })
    : { ok: true, value: found }
}

function findToken(text: string): string | undefined {
  const json = parseWireJson(text)
  const found = json.ok && isObject(json.value) ? findTokenMember(json.value) : findPlainToken(text.trim())
  return found !== undefined && token.test(found) ? found : undefined
}

/** As such an endpoint would write it, as the cloud API does, or as many web services wrap what they say. */
function findTokenMember(body: Readonly<Record<string, unknown>>): string | undefined {
  const { token, Token, Response: response, data } = body
  const candidates = [
    token,
    Token,
    isObject(response) ? response['Token'] : undefined,
    isObject(data) ? data['token'] : undefined,
  ]
  return candidates.filter((candidate) => typeof candidate === 'string').find((candidate) => candidate !== '')
}

function findPlainToken(text: string): string | undefined {
  return otherText.test(text) ? undefined : text
}

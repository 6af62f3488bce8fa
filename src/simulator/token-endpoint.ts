// Owns the token endpoint: a stand-in for one that a user runs, which keeps the SecretKey to itself and hands out the
// tokens that open a socket. Nothing about its answer is documented, so it knows several forms.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tokenPath } from './addresses.ts'
import { findApp } from './apps.ts'
import { maxBodyBytes, parseBody, readBody, sendHttpError } from './http.ts'
import { encodeJson, type Json } from './json.ts'
import { createUuid } from './record-id.ts'
import type { Service } from './service.ts'
import { isMembers, isText } from './validation.ts'

/** Chosen by `?form=`. */
export const tokenForms = {
  plain: 'the token as text',
  response: 'in the envelope of the cloud API: Response.Token',
  nested: 'as data.token',
  html: 'no token but an HTML page, with status 200',
  expired: 'a token that is too old',
  used: 'a token that was used before',
} as const

/** Without a form `{"token":"…"}`. */
export async function answerTokenRequest(
  request: IncomingMessage,
  response: ServerResponse,
  service: Service,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
  const app = findApp(decodeURIComponent(pathname.slice(tokenPath.length)))
  const bytes = await readBody(request, maxBodyBytes)
  const body = bytes === undefined ? undefined : parseBody(bytes).value
  const visitorId = isMembers(body) ? body['visitorId'] : undefined
  if (app === undefined) return sendHttpError(response, 404, 'There is no application with this AppKey.')
  if (!isText(visitorId, 1, 64)) return sendHttpError(response, 400, 'The body must be {"visitorId":"…"}.')

  const token = service.tokens.issue({ appKey: app.appKey, visitorId }, 'groups')
  const form = searchParams.get('form')
  // The server does not tell one from the other: neither opens anything.
  if (form === 'expired' || form === 'used') service.tokens.redeem(token)
  if (form === 'html')
    return send(response, 'text/html; charset=utf-8', '<!doctype html><title>Sign in</title>\n')
  if (form === 'plain') return send(response, 'text/plain; charset=utf-8', token)
  send(response, 'application/json', encodeJson(tokenBody(form, token, createUuid(service.idRandom))))
}

function tokenBody(form: string | null, token: string, requestId: string): Json {
  if (form === 'response') return { Response: { Token: token, RequestId: requestId } }
  return form === 'nested' ? { data: { token } } : { token }
}

function send(response: ServerResponse, contentType: string, body: string): void {
  response.writeHead(200, { 'content-type': contentType }).end(body)
}

// Owns POST /session: a page shows what it has, the launch token of its address or its last page token, and gets the
// token for its next socket. Whether it is enough, access.ts decides.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { parseJson } from '#shared/parse-json.ts'
import type { Access } from './access.ts'
import { refuse, respond } from './response.ts'

const token = z.string().min(1).max(200)
const bodySchema = z.strictObject({ launchToken: token.optional(), pageToken: token.optional() })

const largestBodyBytes = 1024 * 1024

export async function answerSession(
  request: IncomingMessage,
  response: ServerResponse,
  access: Access,
): Promise<void> {
  if (!isJson(request.headers['content-type'])) return refuse(response, 415)
  const text = await readBody(request)
  if (text === undefined) return refuse(response, 413)
  const json = parseJson(text)
  const body = bodySchema.safeParse(json.ok ? json.value : undefined)
  if (!body.success) return refuse(response, 400)

  const admission = access.openSession({ cookieHeader: request.headers.cookie, ...body.data })
  if (admission.status === 'locked') return refuse(response, 403)
  if (admission.status === 'refused') return refuse(response, 401)
  respond(response, 200, JSON.stringify({ pageToken: admission.pageToken }), {
    'Content-Type': 'application/json; charset=utf-8',
    'Set-Cookie': admission.cookie,
  })
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;\s*charset=utf-8\s*)?$/i.test(contentType ?? '')
}

/** Undefined when it is too large, or ended before it was whole. */
function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = Number(request.headers['content-length'] ?? 0) > largestBodyBytes ? Infinity : 0
  return new Promise((resolve) => {
    if (size > largestBodyBytes) return resolve(undefined)
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= largestBodyBytes) chunks.push(chunk)
      else resolve(undefined)
    })
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    request.on('close', () => resolve(undefined))
  })
}

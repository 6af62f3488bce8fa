// Owns the page: the files that the build wrote, and how long a browser keeps them. Which files there are is listed by
// core/shell/static-files.ts.
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { findFramePolicy } from '#core/shell/frame-policy.ts'
import type { StaticFiles } from '#core/shell/static-files.ts'
import { refuse, respond } from './response.ts'

/** The build puts a hash of the content into the names of these, and of no others. */
const hashedFolder = '/assets/'

export async function answerStatic(
  request: IncomingMessage,
  response: ServerResponse,
  files: StaticFiles,
): Promise<void> {
  const [path = ''] = (request.url ?? '').split('?', 1)
  const found = files.find(path)
  if (!found) return refuse(response, 404)
  const body = await readFile(found.file)
  const framePolicy = findFramePolicy(path, body)
  respond(response, 200, body, {
    ...(framePolicy === undefined ? {} : { 'Content-Security-Policy': framePolicy }),
    'Content-Type': found.contentType,
    'Cache-Control': path.startsWith(hashedFolder) ? 'public, max-age=31536000, immutable' : 'no-store',
  })
}

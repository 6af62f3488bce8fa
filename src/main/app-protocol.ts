// Owns the address of the page, app://adp-desk/, and what is answered there: the files of the built page, each with the
// headers that lock it in. Which files there are is decided once, by core/shell/static-files.ts.
import { readFile } from 'node:fs/promises'
import type { CustomScheme } from 'electron'
import { contentSecurityPolicy } from '#core/shell/content-security-policy.ts'
import { findFramePolicy, framePaths } from '#core/shell/frame-policy.ts'
import type { StaticFiles } from '#core/shell/static-files.ts'

export const appOrigin = 'app://adp-desk'
export const pageUrl = `${appOrigin}/`

/** Standard and secure: an origin of its own, relative addresses, the same rules as https. Nothing is bypassed. */
export const appScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, codeCache: true },
}

export function isOwnAddress(url: string): boolean {
  return url === appOrigin || url.startsWith(pageUrl)
}

/** Whether it is one of the frames that our page embeds. */
export function isFrameAddress(url: string): boolean {
  return framePaths.some((path) => url === appOrigin + path)
}

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** What `protocol.handle` calls for every request to the scheme. */
export function createAppProtocol(files: StaticFiles): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET') return refuse(405)
    const path = findPath(request.url)
    const found = path === undefined ? undefined : files.find(path)
    if (!found) return refuse(404)
    const body = await readFile(found.file)
    const framePolicy = findFramePolicy(path ?? '', body)
    return new Response(body, {
      headers: {
        ...headers,
        ...(framePolicy === undefined ? {} : { 'content-security-policy': framePolicy }),
        'content-type': found.contentType,
      },
    })
  }
}

/** The path of an address below our origin, as it was sent: nothing is decoded. */
function findPath(url: string): string | undefined {
  if (!url.startsWith(pageUrl)) return undefined
  return url.slice(appOrigin.length).split(/[?#]/, 1)[0]
}

function refuse(status: 404 | 405): Response {
  return new Response(null, { status, headers })
}
